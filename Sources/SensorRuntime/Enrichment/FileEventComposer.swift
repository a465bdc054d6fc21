// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// Puts a file event together from a kernel record and what the machine told about it. Asks the machine nothing.
package struct FileEventComposer: Sendable {
    package var host: HostFacts
    /// Decides which of two names an event is about.
    package var policy: Policy

    package init(host: HostFacts, policy: Policy) {
        self.host = host
        self.policy = policy
    }

    package func event(
        from record: KernelRecord, paths: ProtectedPaths, findings: EnrichmentFindings
    ) -> FileEvent {
        var missing: [String] = []
        let file = facts(of: record, paths: paths, findings: findings, missing: &missing)
        let process = facts(of: record.process, findings: findings, missing: &missing)
        missing += findings.missing + findings.supplement.missing
        return FileEvent(
            time: time(atBoot: record.bootTime),
            origin: EventOrigin(
                bootID: host.bootID, ring: record.ring, sequence: record.sequence, epoch: host.epoch),
            access: FileAccess(
                kind: record.operation, flags: record.flags, reads: record.operation == .open && record.reads,
                writes: record.operation == .open && record.writes,
                executes: record.executes),
            file: file, process: process, workload: findings.workload, missing: missing)
    }

    /// The wall-clock time of a boot-time instant, nanoseconds.
    func time(atBoot nanoseconds: UInt64) -> WallTime {
        WallTime(nanoseconds: host.wallTime(atBoot: nanoseconds))
    }

    private func facts(
        of record: KernelRecord, paths: ProtectedPaths, findings: EnrichmentFindings, missing: inout [String]
    ) -> FileFacts {
        let isOpen = record.operation == .open
        let inFileSystem = isOpen ? record.pathTwo : record.path
        let old = record.match.flatMap {
            CanonicalPath(of: record.file, match: $0, inFileSystem: inFileSystem, paths: paths)
        }
        let new = record.newMatch.flatMap { CanonicalPath(of: $0, inFileSystem: record.pathTwo, paths: paths) }
        let sides = [old, new].compactMap(\.self)
        let side = sides.first { policy.classify(KernelString(bytes: $0.bytes)) != nil } ?? sides.first
        if side?.isCertain != true { missing.append("file.pathname") }
        var facts = FileFacts(
            pathname: KernelString(bytes: side?.bytes ?? record.path.bytes), id: record.file,
            replaced: record.replaced, isDirectory: record.isDirectory)
        if record.match?.kind == .device { facts.isBlockDevice = true }
        if record.operation == .mount { facts.mounted = record.match == nil ? .over : .of }
        if isOpen {
            facts.openedAs = KernelString(bytes: record.path.bytes)
        } else if record.operation.hasTwoNames {
            let oldPath = Self.name(old, record.path, byMounts: findings.oldHostPath)
            let newPath = Self.name(new, record.pathTwo, byMounts: findings.newHostPath)
            if oldPath == nil { missing.append("file.old_path") }
            if newPath == nil { missing.append("file.new_path") }
            facts.oldPath = KernelString(bytes: oldPath ?? record.path.bytes)
            facts.newPath = KernelString(bytes: newPath ?? record.pathTwo.bytes)
        }
        return facts
    }

    /// A rename's side as it is called there: a file that was moved before still goes by its protected path in policy,
    /// but that is not the name it is renamed from. nil if only the path within the file system is known.
    private static func name(
        _ canonical: CanonicalPath?, _ path: KernelPath, byMounts hostPath: [UInt8]?
    ) -> [UInt8]? {
        if let canonical, let leaf = path.names.last,
            canonical.bytes.split(separator: UInt8(ascii: "/")).last?.elementsEqual(leaf) == true
        {
            return canonical.bytes
        }
        return hostPath
    }

    private func facts(
        of process: KernelProcess, findings: EnrichmentFindings, missing: inout [String]
    ) -> ProcessFacts {
        let supplement = findings.supplement
        if process.exe == nil { missing.append("process.exe") }
        return ProcessFacts(
            pid: process.pid, tid: process.tid, startTime: process.startTime,
            exe: ExecutableFacts(
                path: KernelString(bytes: process.exe?.path.bytes ?? []),
                id: process.identity?.executed ?? process.exe?.id ?? InodeID(device: 0, inode: 0, generation: 0),
                inHostMountNamespace: process.isInMountNamespace(of: host),
                verifiedHostPath: findings.verifiedHostPath, deleted: process.exe?.isDeleted ?? false,
                memfd: process.exe?.isMemfd ?? false, identity: process.identityState,
                execID: process.identity?.execID),
            comm: KernelString(bytes: process.comm),
            args: supplement.args ?? process.args.map { KernelString(bytes: $0) },
            argsTruncated: supplement.args == nil ? process.argsTruncated : supplement.argsTruncated,
            cwd: process.cwd.map { KernelString(bytes: $0.bytes) } ?? supplement.cwd,
            uid: process.uid, gid: process.gid, loginUID: process.loginUID, session: process.session,
            tty: process.tty.map { KernelString(bytes: $0).text }, mountNamespace: process.mountNamespace,
            pidNamespace: process.pidNamespace, cgroupID: process.cgroupID,
            ancestors: process.ancestors.map {
                Ancestor(
                    pid: $0.pid, startTime: $0.startTime, uid: $0.uid, comm: KernelString(bytes: $0.comm),
                    exePath: $0.exePath.map { KernelString(bytes: $0.bytes) }, exeID: $0.exe)
            })
    }
}

extension KernelProcess {
    fileprivate var identityState: ExecutableFacts.Identity {
        if identity == nil { return .unknown }
        return isItself ? .exec : .forged
    }

    func isInMountNamespace(of host: HostFacts) -> Bool {
        mountNamespace != 0 && mountNamespace == host.mountNamespace
    }
}
