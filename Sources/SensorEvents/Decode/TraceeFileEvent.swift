// SPDX-License-Identifier: Apache-2.0

extension TraceeRecord {
    /// The access as Keyward's own rules judge it; nil if the record names no file.
    ///
    /// Another sensor's word is all there is: outside a container the executable's path counts as checked, and what the
    /// record does not say is named in `missing`.
    package var fileEvent: FileEvent? {
        guard let named = kind == .open ? pathname : oldPath ?? newPath else { return nil }
        var missing = ["file.id", "process.exe.id"]
        if executablePath == nil { missing.append("process.exe.path") }
        if process.pid == nil { missing.append("process.pid") }
        if process.uid == nil { missing.append("process.uid") }
        if flags == nil { missing.append("access.flags") }
        if time == nil { missing.append("time") }
        let noInode = InodeID(device: 0, inode: 0, generation: 0)
        let file = FileFacts(
            pathname: KernelString(named), openedAs: kind == .open ? KernelString(named) : nil,
            oldPath: kind == .rename ? oldPath.map { KernelString($0) } : nil,
            newPath: kind == .rename ? newPath.map { KernelString($0) } : nil, id: noInode)
        let workload = container.map { container in
            Workload(
                cgroup: "", containerID: container.id, podUID: container.podUID, namespace: container.namespace,
                pod: container.pod, image: container.image)
        }
        return FileEvent(
            time: time ?? WallTime(nanoseconds: 0), origin: origin, access: access, file: file,
            process: facts(exeID: noInode), workload: workload, missing: missing)
    }

    /// Without flags the open may well have been for reading, so it counts as that.
    private var access: FileAccess {
        let bits = flags ?? 0
        guard kind == .open else { return FileAccess(kind: .rename, flags: bits) }
        let mode = bits & 3
        return FileAccess(kind: .open, flags: bits, reads: mode == 0 || mode == 2, writes: mode == 1 || mode == 2)
    }

    private func facts(exeID: InodeID) -> ProcessFacts {
        let path = executablePath ?? ""
        let isOnHost = container == nil
        let isVerified = isOnHost && path.hasPrefix("/")
        return ProcessFacts(
            pid: process.pid ?? 0, tid: process.tid ?? process.pid ?? 0, startTime: 0,
            exe: ExecutableFacts(
                path: KernelString(path), id: exeID, inHostMountNamespace: isOnHost,
                verifiedHostPath: isVerified ? path : nil),
            comm: KernelString(processName ?? ""), args: [], uid: process.uid ?? UInt32.max, gid: UInt32.max,
            mountNamespace: process.mountNamespace ?? 0, pidNamespace: process.pidNamespace ?? 0,
            cgroupID: process.cgroupID ?? 0)
    }

    /// Follows from the record's bytes (64-bit FNV-1a), so that a replay gives the same event again.
    private var origin: EventOrigin {
        let hash = record.bytes.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return EventOrigin(bootID: "tracee", ring: .secret, sequence: hash, epoch: time?.nanoseconds ?? 0)
    }
}
