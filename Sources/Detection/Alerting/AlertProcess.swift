// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `process` of an alert: who accessed the file.
package struct AlertProcess: Sendable, Equatable, Encodable {
    package var facts: ProcessFacts
    /// What the event says it does not know (`FileEvent.missing`): left out, whatever stands in its place.
    package var missing: Set<String>

    package init(facts: ProcessFacts, missing: Set<String> = []) {
        self.facts = facts
        self.missing = missing
    }

    package var knowsPID: Bool { !missing.contains("process.pid") }
    package var knowsUID: Bool { !missing.contains("process.uid") }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        if knowsPID {
            try object.encode(facts.pid, forKey: "pid")
            try object.encode(facts.tid, forKey: "tid")
            try object.encode(facts.startTime, forKey: "start_time")
        }
        let knowsInode = !missing.contains("process.exe.id")
        try object.encode(AlertExecutable(facts: facts.exe, knowsInode: knowsInode), forKey: "exe")
        try object.encode(facts.comm, as: "comm")
        try object.encode(facts.args, as: "args")
        if facts.argsTruncated { try object.encode(true, forKey: "args_truncated") }
        try object.encode(facts.cwd, as: "cwd")
        if knowsUID {
            try object.encode(facts.uid, forKey: "uid")
            try object.encode(facts.gid, forKey: "gid")
        }
        try object.encodeIfPresent(facts.loginUID, forKey: "loginuid")
        try object.encodeIfPresent(facts.session, forKey: "session")
        try object.encode(facts.tty.map { KernelString($0) }, as: "tty")
        try object.encode(facts.mountNamespace, forKey: "mnt_ns")
        try object.encode(facts.pidNamespace, forKey: "pid_ns")
        try object.encode(facts.ancestors.map(AlertAncestor.init), forKey: "ancestors")
    }
}
