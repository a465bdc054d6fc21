// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `process.exe` of an alert: the executable as the kernel holds it.
package struct AlertExecutable: Sendable, Equatable, Encodable {
    package var facts: ExecutableFacts

    /// False if another sensor saw it, which names no inode.
    package var knowsInode: Bool

    package init(facts: ExecutableFacts, knowsInode: Bool = true) {
        self.facts = facts
        self.knowsInode = knowsInode
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(facts.path, as: "path")
        if knowsInode {
            try object.encode(facts.id.deviceText, forKey: "dev")
            try object.encode(facts.id.inode, forKey: "inode")
            try object.encode(facts.id.generation, forKey: "generation")
        }
        try object.encode(facts.inHostMountNamespace, forKey: "in_host_ns")
        try object.encode(facts.verifiedHostPath.map { KernelString($0) }, as: "verified_host_path")
        try object.encode(facts.deleted, forKey: "deleted")
        try object.encode(facts.memfd, forKey: "memfd")
        try object.encodeIfPresent(facts.identity?.rawValue, forKey: "identity")
        try object.encodeIfPresent(facts.execID.map(Self.hexadecimal), forKey: "exec_id")
    }

    /// 16 digits: readers of JSON keep no more than 53 bits of a number.
    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
