// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What happened to a file, in one sentence for the headline.
enum FileSentence {
    static func of(_ event: FileEvent) -> String {
        var text = "\(who(event)) \(deed(event))"
        if let count = event.repeats { text += ", \(repeats(count, last: event.time))" }
        return text
    }

    /// `41 more times, last at 2026-11-18T11:06:40.123456789Z`
    static func repeats(_ count: UInt64, last: WallTime) -> String {
        "\(count) more \(count == 1 ? "time" : "times"), last at \(last)"
    }

    static func who(_ event: FileEvent) -> String {
        let process = AlertProcess(facts: event.process, missing: Set(event.missing))
        let pid = process.knowsPID ? "\(event.process.pid)" : "?"
        let uid = process.knowsUID ? "\(event.process.uid)" : "?"
        var text = "\(event.process.exe.path) (pid=\(pid) uid=\(uid)"
        if event.process.exe.identity == .forged { text += " exe=forged" }
        if let loginUID = event.process.loginUID { text += " loginuid=\(loginUID)" }
        if let parent = event.process.ancestors.first { text += " parent=\(parent.exePath ?? parent.comm)" }
        if let pod = event.workload?.pod, let namespace = event.workload?.namespace {
            text += " pod=\(namespace.printable)/\(pod.printable)"
        } else if let unit = event.workload?.unit {
            text += " unit=\(unit.printable)"
        }
        return text + ")"
    }

    private static func deed(_ event: FileEvent) -> String {
        let path = event.file.pathname
        switch event.mountSide {
        case .of: return "mounted \(path) elsewhere"
        case .over: return "mounted over \(path)"
        case nil: break
        }
        let verb = event.access.pastTense
        if event.opensBlockDevice { return "\(verb) the block device \(path)" }
        if event.access.kind.hasTwoNames, let old = event.file.oldPath, let new = event.file.newPath {
            return "\(verb) \(old) to \(new)"
        }
        return "\(verb) \(path)"
    }
}
