// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// `output_fields` under the names Falco gives them (falcosecurity/libs, userspace/libsinsp/sinsp_filtercheck_*.cpp), so
/// that rules, routes and dashboards made for Falco work on Keyward's alerts. Strings are escaped: they are shown.
enum FalcoFields {
    /// As many as the kernel record has ancestors after the parent.
    private static let maximumAncestors = 4

    /// Fields that stay out if the event does not know the fact behind them.
    private static let namesOfUnknown = [
        "process.pid": ["proc.pid", "thread.tid"], "process.uid": ["user.uid", "group.gid"],
    ]

    static func of(_ event: FileEvent, credential: CredentialFile?) -> [String: FalcoValue] {
        var fields = process(event.process).merging(workload(event.workload)) { $1 }
        for (fact, names) in namesOfUnknown where event.missing.contains(fact) {
            for name in names { fields[name] = nil }
        }
        fields["evt.type"] = .text(event.access.kind.rawValue)
        fields["fd.name"] = .text(event.file.pathname.text)
        if let old = event.file.oldPath { fields["fs.path.source"] = .text(old.text) }
        if let new = event.file.newPath { fields["fs.path.target"] = .text(new.text) }
        if let credential {
            fields["keyward.file.class"] = .text(credential.credentialClass.rawValue)
            fields["keyward.file.component"] = .text(credential.component.printable)
        }
        return fields
    }

    private static func process(_ process: ProcessFacts) -> [String: FalcoValue] {
        var fields: [String: FalcoValue] = [
            "proc.name": .text(process.comm.text),
            "proc.exepath": .text(process.exe.path.text),
            "proc.cmdline": .text(process.args.map(\.text).joined(separator: " ")),
            "proc.pid": .number(Int64(process.pid)),
            "proc.is_exe_from_memfd": .flag(process.exe.memfd),
            "thread.tid": .number(Int64(process.tid)),
            "user.uid": .number(Int64(process.uid)),
            "group.gid": .number(Int64(process.gid)),
            // Falco's word for a process that no login started.
            "user.loginuid": .number(process.loginUID.map { Int64($0) } ?? -1),
        ]
        if let cwd = process.cwd { fields["proc.cwd"] = .text(cwd.text) }
        for (level, ancestor) in process.ancestors.prefix(maximumAncestors).enumerated() {
            if level == 0 {
                fields["proc.ppid"] = .number(Int64(ancestor.pid))
                fields["proc.pname"] = .text(ancestor.comm.text)
                if let path = ancestor.exePath { fields["proc.pexepath"] = .text(path.text) }
            } else {
                fields["proc.aname[\(level + 1)]"] = .text(ancestor.comm.text)
                if let path = ancestor.exePath { fields["proc.aexepath[\(level + 1)]"] = .text(path.text) }
            }
        }
        return fields
    }

    private static func workload(_ workload: Workload?) -> [String: FalcoValue] {
        var fields: [String: FalcoValue] = [
            "k8s.ns.name": .printable(workload?.namespace), "k8s.pod.name": .printable(workload?.pod),
        ]
        if let workload {
            // Falco shows the first 12 digits, and `host` outside containers.
            fields["container.id"] = .text(workload.containerID.map { String($0.prefix(12)).printable } ?? "host")
        }
        if let uid = workload?.podUID { fields["k8s.pod.uid"] = .text(uid.printable) }
        if let image = workload?.image { fields.merge(FalcoFields.image(image)) { $1 } }
        return fields
    }

    /// `registry:5000/name:tag@sha256:…` in Falco's three parts; a colon before the last slash belongs to the registry.
    static func image(_ reference: String) -> [String: FalcoValue] {
        var fields: [String: FalcoValue] = [:]
        var name = Substring(reference)
        if let at = name.firstIndex(of: "@") {
            fields["container.image.digest"] = .text(String(name[name.index(after: at)...]).printable)
            name = name[..<at]
        }
        let lastPart = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        if let colon = name[lastPart...].lastIndex(of: ":") {
            fields["container.image.tag"] = .text(String(name[name.index(after: colon)...]).printable)
            name = name[..<colon]
        }
        fields["container.image.repository"] = .text(String(name).printable)
        return fields
    }
}
