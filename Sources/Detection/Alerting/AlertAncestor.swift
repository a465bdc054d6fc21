// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// An element of `process.ancestors`, the parent first.
package struct AlertAncestor: Sendable, Equatable, Encodable {
    package var facts: Ancestor

    package init(facts: Ancestor) {
        self.facts = facts
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(facts.pid, forKey: "pid")
        try object.encode(facts.startTime, forKey: "start_time")
        try object.encode(facts.uid, forKey: "uid")
        try object.encode(facts.comm, as: "comm")
        if facts.exePath != nil || facts.exeID != nil {
            var exe = object.nestedContainer(keyedBy: AlertKey.self, forKey: "exe")
            try exe.encode(facts.exePath, as: "path")
            try exe.encodeIfPresent(facts.exeID?.deviceText, forKey: "dev")
            try exe.encodeIfPresent(facts.exeID?.inode, forKey: "inode")
            try exe.encodeIfPresent(facts.exeID?.generation, forKey: "generation")
        }
    }
}
