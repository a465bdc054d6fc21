// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorRuntime

/// The file behind `--bpf-object`.
enum KernelObjectFile {
    /// Far more than any object of this project.
    private static let limitBytes = 16 << 20

    static func read(_ path: String) throws -> [UInt8] {
        try FileDescriptor.open(path, flags: O_RDONLY).read(limit: limitBytes)
    }
}
