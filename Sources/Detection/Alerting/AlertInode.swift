// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// An inode where it stands as an object of its own.
package struct AlertInode: Sendable, Equatable, Encodable {
    package var id: InodeID

    package init(id: InodeID) {
        self.id = id
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(id.deviceText, forKey: "dev")
        try object.encode(id.inode, forKey: "inode")
        try object.encode(id.generation, forKey: "generation")
    }
}
