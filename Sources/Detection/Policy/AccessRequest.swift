// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// One file or directory that an event accesses: what an allow entry is held against.
struct AccessRequest {
    let event: FileEvent
    /// The path on this side of the event.
    let path: KernelString
    let target: FileTarget
    var modes: AccessModes

    var process: ProcessFacts { event.process }

    /// Runs in a container, or came out of one: a process that entered the host's mount namespace from a pod is still
    /// in the pod's cgroup.
    var isInContainer: Bool {
        if !process.exe.inHostMountNamespace { return true }
        guard let workload = event.workload else { return false }
        return workload.containerID != nil || workload.podUID != nil
    }

    /// The executable's path, as far as it may be trusted: on the host only a verified one. In a container it is the
    /// path there, which says something only together with the workload.
    var trustedExe: KernelString? {
        let exe = process.exe
        guard !exe.memfd else { return nil }
        if exe.inHostMountNamespace { return exe.verifiedHostPath.map { KernelString($0) } }
        return exe.deleted ? nil : exe.path
    }
}
