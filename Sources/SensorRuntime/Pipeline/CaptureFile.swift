// SPDX-License-Identifier: Apache-2.0

import Detection
import Glibc
import SensorEvents

/// The capture of a live run: a file of its own format, readable by its owner only.
package final class CaptureFile {
    private let descriptor: FileDescriptor
    private let output: DescriptorWriter
    private let path: String
    private var writer: CaptureWriter<Policy>?

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

    func begin(host: HostFacts, context: AlertContext, policy: Policy, protected: ProtectedSet) throws {
        let header = CaptureHeader(
            version: KeywardVersion.current, hostname: context.hostname, cluster: context.cluster, bootID: host.bootID,
            created: WallTime(nanoseconds: host.wallTime(atBoot: host.epoch)), level: "fentry",
            kernel: MachineFacts.read().release,
            protected: protected.entries.map { CapturedFile(path: KernelString($0.path), id: $0.id) }, policy: policy)
        writer = try CaptureWriter(header: header) { [output] in try output.write($0) }
    }

    func append(_ event: FileEvent) throws {
        try writer?.append(event)
    }

    func finish() throws {
        try writer?.finish()
        writer = nil
    }
}
