// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Why an allow entry does not cover an access.
struct AllowMismatch {
    let entry: CompiledEntry
    let failed: [AllowAttribute]
    /// 2: its executable matched. 1: the process has the file name of one of its executables, so it is what the process
    /// poses as or was meant to be. 0: neither.
    private let likeness: Int

    init(_ entry: CompiledEntry, _ request: AccessRequest, _ event: FileEvent) {
        self.entry = entry
        failed = entry.stated.filter { !entry.holds($0, for: request, event) }
        if !entry.exe.isEmpty, !failed.contains(.exe) {
            likeness = 2
        } else {
            likeness = entry.isNamed(like: event.process.exe.path) ? 1 : 0
        }
    }

    /// The entry for this executable is nearer than any other; then fewer failed attributes; then more that matched.
    func isNearer(than other: AllowMismatch) -> Bool {
        if likeness != other.likeness { return likeness > other.likeness }
        if failed.count != other.failed.count { return failed.count < other.failed.count }
        return entry.stated.count > other.entry.stated.count
    }

    /// `exe: want /usr/bin/kubelet, is /tmp/kubelet`, one for each failed attribute.
    func texts(_ request: AccessRequest, _ event: FileEvent, kinds: [ProfileFile]) -> [String] {
        failed.map { attribute in
            let want = wanted(attribute, kinds)
            return "\(attribute.rawValue): want \(want), is \(actual(attribute, request, event))"
        }
    }

    private func wanted(_ attribute: AllowAttribute, _ kinds: [ProfileFile])
        -> String
    {
        let entry = entry.entry
        return switch attribute {
        case .exe: either(entry.exe)
        case .workload: "a process of the host"
        case .staticPod: "static pod \(entry.staticPod ?? "")"
        case .image: either(entry.image)
        case .namespace: either(entry.namespace)
        case .pod: either(entry.pod)
        case .unit: either(entry.unit)
        case .parentExe: either(entry.parentExe)
        case .uid: either(entry.uid.map(String.init))
        case .loginUID: either(entry.loginUID.map(Self.login))
        case .access: either(entry.access.names)
        case .files: wantedFiles(kinds)
        case .expires: "before \(entry.expires?.description ?? "")"
        }
    }

    private func actual(_ attribute: AllowAttribute, _ request: AccessRequest, _ event: FileEvent) -> String {
        let workload = event.workload
        return switch attribute {
        case .exe: Self.executable(event.process.exe)
        case .workload: Self.container(workload)
        case .staticPod: Self.staticPod(event)
        case .image: workload?.image ?? "missing"
        case .namespace: workload?.namespace ?? "missing"
        case .pod: workload?.pod ?? "missing"
        case .unit: workload?.unit ?? "missing"
        case .parentExe: event.process.ancestors.first?.exePath?.text ?? "missing"
        case .uid: String(event.process.uid)
        case .loginUID: Self.login(event.process.loginUID ?? .max)
        case .access: either(request.modes.names, joint: "and")
        case .files: "\(request.path) (\(request.target.file.component))"
        case .expires: event.time.description
        }
    }

    private func wantedFiles(_ kinds: [ProfileFile]) -> String {
        guard entry.profile != nil else {
            let files = entry.entry.files
            if files.isEmpty { return "a credential file" }
            return either(files.paths + files.classes.map(\.rawValue) + files.components)
        }
        return either(entry.kinds.sorted().flatMap { kinds[$0].paths })
    }
}

extension AllowMismatch {
    private static func executable(_ exe: ExecutableFacts) -> String {
        switch exe.identity {
        case .forged: return "\(exe.path), forged: it executed another file"
        case .unknown: return "missing (the execution was not seen)"
        case .exec, nil: break
        }
        if exe.memfd { return "\(exe.path), a file in memory only" }
        if exe.inHostMountNamespace {
            return exe.verifiedHostPath ?? "missing (\(exe.path) is not that file on the host)"
        }
        return exe.deleted ? "\(exe.path), deleted" : exe.path.text
    }

    private static func container(_ workload: Workload?) -> String {
        guard let workload, workload.containerID != nil || workload.podUID != nil else {
            return "in a mount namespace of its own"
        }
        guard let namespace = workload.namespace, let pod = workload.pod else {
            return "in a container"
        }
        return "in pod \(namespace)/\(pod)"
    }

    private static func staticPod(_ event: FileEvent) -> String {
        guard event.isInContainer else { return "a process of the host" }
        guard let workload = event.workload, workload.podUID != nil,
            let namespace = workload.namespace,
            let pod = workload.pod
        else { return "missing" }
        return "\(workload.isStaticPod ? "static pod" : "pod") \(namespace)/\(pod)"
    }

    private static func login(_ uid: UInt32) -> String { uid == .max ? "none" : String(uid) }

    private func either(_ names: [String], joint: String = "or") -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "nothing" }
        return names.dropLast().joined(separator: ", ") + " \(joint) " + last
    }
}
