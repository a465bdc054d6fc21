// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// One file or directory that an event accesses: what an allow entry is held against, beside the event.
struct AccessRequest {
    /// The path on this side of the event.
    var path: KernelString
    var target: FileTarget
    var modes: AccessModes
}

extension FileEvent {
    /// The opener runs in a container, or came out of one: a process that entered the host's mount namespace from a pod
    /// is still in the pod's cgroup.
    var isInContainer: Bool {
        if !process.exe.inHostMountNamespace { return true }
        guard let workload else { return false }
        return workload.containerID != nil || workload.podUID != nil
    }

    /// The opener is a service of the host in a mount namespace that systemd made for it (`PrivateMounts=`,
    /// `ProtectSystem=` and the like of systemd.exec(5)), or a generator in one of PID 1's.
    var isInSandbox: Bool {
        guard !process.exe.inHostMountNamespace, let workload, workload.unit != nil, workload.containerID == nil,
            workload.podUID == nil
        else { return false }
        return Self.systemCgroups.contains { workload.cgroup.utf8.starts(with: $0.utf8) }
    }

    /// Of systemd.special(7): the slice of the system's services, and PID 1's own scope.
    private static let systemCgroups = ["/system.slice/", "/init.scope"]
}

extension ExecutableFacts {
    /// Only a verified path counts on the host. In a container, or a service's own mount namespace, it is the path there,
    /// which says something only together with the workload. What the kernel does not vouch for matches nothing.
    func matches(_ globs: [Glob]) -> Bool {
        guard !memfd, identity != .forged, identity != .unknown else { return false }
        guard inHostMountNamespace else { return !deleted && globs.contains { $0.matches(path) } }
        guard let verifiedHostPath else { return false }
        return globs.contains { $0.matches(verifiedHostPath) }
    }
}
