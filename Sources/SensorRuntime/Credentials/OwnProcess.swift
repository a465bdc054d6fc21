// SPDX-License-Identifier: Apache-2.0

import Glibc
package import SensorEvents

/// This process, as the kernel half's records name it.
package struct OwnProcess {
    private static let statBytes = 4096

    private let pid: UInt32
    private let stat: ProcessStat
    private let ticksPerSecond: UInt64

    /// nil where procfs does not show it, and then nothing passes for its own.
    ///
    /// - Parameter procfs: shows the initial PID namespace, whose numbers the records have.
    package init?(procfs: String) {
        guard
            let file = try? FileDescriptor.open("\(procfs)/self/stat", flags: O_RDONLY),
            let bytes = try? file.read(limit: Self.statBytes), let stat = ProcessStat(bytes),
            let pid = bytes.split(separator: UInt8(ascii: " ")).first
                .flatMap({ UInt32(String(decoding: $0, as: UTF8.self)) })
        else { return nil }
        self.init(pid: pid, stat: stat, ticksPerSecond: UInt64(max(1, sysconf(Int32(_SC_CLK_TCK)))))
    }

    init(pid: UInt32, stat: ProcessStat, ticksPerSecond: UInt64) {
        self.pid = pid
        self.stat = stat
        self.ticksPerSecond = ticksPerSecond
    }

    /// Whether a record tells that this process, in one of its threads, opened a file for reading and for nothing else.
    package func read(_ record: KernelRecord) -> Bool {
        record.operation == .open && record.reads && !record.writes && !record.executes && record.process.pid == pid
            && stat.started(at: record.process.startTime, ticksPerSecond: ticksPerSecond)
    }
}
