// SPDX-License-Identifier: Apache-2.0

package import Detection
import Glibc
import SensorEvents

/// The capture of a live run: a file of its own format, readable by its owner only.
package final class CaptureFile {
    /// What surrounds a record in its line, and more.
    private static let envelopeBytes = 128

    private let descriptor: FileDescriptor
    private let output: DescriptorWriter
    private let path: String
    private var writer: CaptureWriter<Policy>?
    /// Events that came before there was a header: while the sensor learns what it puts there.
    private var early: [FileEvent] = []
    private static let maximumEarly = 4096

    /// Opens `path` for appending: a second run continues the file with a header of its own, which replay understands.
    package init(path: String) throws {
        self.path = path
        let number = Glibc.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard number >= 0 else {
            throw StateError("the capture \(path) cannot be opened: \(SystemError(call: "open", number: errno).reason)")
        }
        descriptor = FileDescriptor(owning: number)
        output = DescriptorWriter(descriptor: number)
    }

    func begin(
        host: HostFacts, level: String, context: AlertContext, policy: Policy, protected: ProtectedSet,
        credentials: [Credential], addresses: NodeAddresses
    ) throws {
        try begin(
            bootID: host.bootID, created: host.wallTime(atBoot: host.epoch), level: level, context: context,
            policy: policy, protected: protected, credentials: credentials, addresses: addresses)
    }

    /// Begins the capture of a run that reads the audit log alone.
    package func beginWithoutKernel(context: AlertContext, policy: Policy) throws {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        try begin(
            bootID: try HostFacts.bootID(procfs: "/proc"),
            created: UInt64(max(0, now.tv_sec)) * 1_000_000_000 + UInt64(now.tv_nsec), level: "none", context: context,
            policy: policy, protected: ProtectedSet())
    }

    private func begin(
        bootID: String, created: UInt64, level: String, context: AlertContext, policy: Policy, protected: ProtectedSet,
        credentials: [Credential]? = nil, addresses: NodeAddresses? = nil
    ) throws {
        var header = CaptureHeader(
            version: KeywardVersion.current, hostname: context.hostname, cluster: context.cluster, bootID: bootID,
            created: WallTime(nanoseconds: created), level: level, kernel: MachineFacts.read().release,
            protected: protected.entries.map { CapturedFile(path: KernelString($0.path), id: $0.id) }, policy: policy)
        header.credentials = credentials
        header.addresses = addresses?.own
        header.podNetworks = addresses?.pods
        writer = try CaptureWriter(header: header) { [output] in try output.write($0) }
        for event in early { try writer?.append(event) }
        early = []
    }

    func append(_ event: FileEvent) throws {
        if writer == nil, early.count < Self.maximumEarly { early.append(event) }
        try writer?.append(event)
    }

    func append(_ credentials: [Credential]) throws {
        try writer?.append(credentials)
    }

    /// - Parameter record: the JSON text of one audit record.
    /// - Throws: StateError if no line of a capture can hold it.
    func append(auditRecord record: [UInt8]) throws {
        guard record.count < CaptureFormat.maximumLine - Self.envelopeBytes else {
            throw StateError("an audit record of \(record.count) bytes is too long for it")
        }
        try writer?.append(auditRecord: record)
    }

    /// Ends the capture; without that it reads as cut.
    package func finish() throws {
        try writer?.finish()
        writer = nil
        early = []
    }
}
