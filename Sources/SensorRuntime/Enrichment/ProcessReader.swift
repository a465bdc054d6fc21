// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc
import SensorEvents

/// Reads from `/proc` what a kernel record had no room for.
///
/// The number may belong to another process by now, so everything happens below one descriptor of `/proc/PID`, and the
/// start time is compared before and after: on any difference nothing is taken and `process.stale` says so.
package struct ProcessReader {
    /// Bytes of `/proc/PID/cmdline` taken; the kernel allows megabytes.
    package static let argsLimit = 4096
    /// Of `stat` and `cgroup`: several times what either holds.
    private static let fileLimit = 16_384

    private let procfs: String
    private let ticksPerSecond: UInt64
    private let readFile: (FileDescriptor, String, Int) throws(SystemError) -> [UInt8]

    /// `procfs`: a mount of procfs that shows the initial PID namespace.
    package init(procfs: String = "/proc") {
        self.init(procfs: procfs, ticksPerSecond: UInt64(max(1, sysconf(Int32(_SC_CLK_TCK))))) {
            directory, name, limit throws(SystemError) in
            try FileDescriptor.open(name, in: directory, flags: O_RDONLY).read(limit: limit)
        }
    }

    init(
        procfs: String, ticksPerSecond: UInt64,
        readFile: @escaping (FileDescriptor, String, Int) throws(SystemError) -> [UInt8]
    ) {
        self.procfs = procfs
        self.ticksPerSecond = ticksPerSecond
        self.readFile = readFile
    }

    /// Takes what `request` asks for from the process that has `pid` and started at `startTime` (boot-time
    /// nanoseconds). What is not there is listed as missing.
    package func read(pid: UInt32, startTime: UInt64, _ request: ProcessSupplement.Request) -> ProcessSupplement {
        if request.isEmpty { return ProcessSupplement() }
        guard let directory = try? FileDescriptor.open("\(procfs)/\(pid)", flags: kw_o_path | kw_o_directory),
            let before = stat(directory)
        else { return Self.nothing(of: request, because: "process.gone") }
        guard before.started(at: startTime, ticksPerSecond: ticksPerSecond) else {
            return Self.nothing(of: request, because: "process.stale")
        }
        let taken = take(request, from: directory)
        guard let after = stat(directory) else { return Self.nothing(of: request, because: "process.gone") }
        return after == before ? taken : Self.nothing(of: request, because: "process.stale")
    }

    private func stat(_ directory: FileDescriptor) -> ProcessStat? {
        (try? readFile(directory, "stat", Self.fileLimit)).flatMap(ProcessStat.init)
    }

    private func take(_ request: ProcessSupplement.Request, from directory: FileDescriptor) -> ProcessSupplement {
        var taken = ProcessSupplement()
        if let beginning = request.argsBeginning {
            if let args = arguments(directory, beginning: beginning) {
                (taken.args, taken.argsTruncated) = args
            } else {
                taken.missing.append("process.args")
            }
        }
        if request.cwd {
            taken.cwd = (try? directory.readLink("cwd")).map { KernelString(bytes: $0) }
            if taken.cwd == nil { taken.missing.append("process.cwd") }
        }
        if request.cgroup {
            taken.cgroup = (try? readFile(directory, "cgroup", Self.fileLimit)).flatMap(Self.unifiedPath)
            if taken.cgroup == nil { taken.missing.append("workload.cgroup") }
        }
        return taken
    }

    /// nil unless the record's arguments are the beginning of these: the process may have overwritten its arguments, or
    /// run another program, after what the record tells of.
    private func arguments(_ directory: FileDescriptor, beginning: [[UInt8]]) -> ([KernelString], Bool)? {
        guard var bytes = try? readFile(directory, "cmdline", Self.argsLimit),
            bytes.starts(with: beginning.joined(separator: [0]))
        else { return nil }
        let isCut = bytes.count == Self.argsLimit
        if bytes.last == 0 { bytes.removeLast() }
        let arguments = bytes.split(separator: 0, omittingEmptySubsequences: false)
        return (arguments.map { KernelString(bytes: $0) }, isCut)
    }

    /// The line `0::/path` (cgroups(7)); a host with version 1 alone has none.
    static func unifiedPath(_ bytes: [UInt8]) -> String? {
        let line = bytes.split(separator: 0x0A).first { $0.starts(with: Array("0::/".utf8)) }
        return line.map { String(decoding: $0.dropFirst(3), as: UTF8.self) }
    }

    private static func nothing(of request: ProcessSupplement.Request, because reason: String) -> ProcessSupplement {
        var missing = [reason]
        if request.argsBeginning != nil { missing.append("process.args") }
        if request.cwd { missing.append("process.cwd") }
        if request.cgroup { missing.append("workload.cgroup") }
        return ProcessSupplement(missing: missing)
    }
}
