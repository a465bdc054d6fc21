// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The words that the reasons of file rules share.
struct AccessNarrative {
    let access: JudgedAccess

    /// `/usr/bin/cp (pid 4211, uid 1001, login 1003, from /usr/bin/bash, session-7.scope)`
    var who: String {
        let process = access.event.process
        var facts = ["pid \(process.pid)", "uid \(process.uid)"]
        if process.exe.identity == .forged { facts.append("forged: it executed another file") }
        if let login = process.loginUID, login != .max { facts.append("login \(login)") }
        if let parent = process.ancestors.first { facts.append("from \((parent.exePath ?? parent.comm).text)") }
        if let workload = access.event.workload {
            if let namespace = workload.namespace, let pod = workload.pod {
                facts.append("pod \(namespace)/\(pod)")
            } else if let container = workload.containerID {
                facts.append("container \(container.prefix(12))")
            } else if let unit = workload.unit {
                facts.append(unit)
            }
        }
        return "\(process.exe.path) (\(facts.joined(separator: ", ")))"
    }

    /// `/etc/kubernetes/pki/ca.key, the private-key of ca`, and the name it was opened by, if another.
    var what: String {
        let file = access.event.file
        let kind = access.file.map { ", the \($0.credentialClass.rawValue) of \($0.component)" } ?? ""
        guard let opened = file.openedAs, opened != file.pathname else { return "\(file.pathname)\(kind)" }
        return "\(file.pathname)\(kind), as \(opened)"
    }

    /// `/dev/vda1`, and the name it was opened by, if another.
    var device: String {
        let file = access.event.file
        guard let opened = file.openedAs, opened != file.pathname else { return file.pathname.text }
        return "\(file.pathname), as \(opened)"
    }

    /// What every unlisted access has in common.
    static let unlisted = "no allow entry covers it"

    /// `no allow entry covers it; nearest is kubeadm (exe: want /usr/bin/kubeadm, is /usr/bin/cp)`
    var why: String {
        guard let nearest = access.allow.nearest else { return Self.unlisted }
        return "\(Self.unlisted); nearest is \(nearest) (\(access.allow.failed.joined(separator: "; ")))"
    }

    /// `from A to B`
    var names: String {
        let file = access.event.file
        return "from \(file.oldPath ?? file.pathname) to \(file.newPath ?? "an unknown name")"
    }
}
