// SPDX-License-Identifier: Apache-2.0

import Glibc

/// An input that could not be read to its end. What came before stands.
package struct InputError: Error, Equatable, CustomStringConvertible {
    package enum Problem: Sendable, Equatable {
        /// read(2) or open(2) failed with this errno(3).
        case system(Int32)
        /// The compressed data contradict themselves.
        case damagedGzip(String)
        /// The compressed data stop in the middle of a member.
        case cutGzip
    }

    package var file: String
    /// Bytes into the file as it lies on disk.
    package var offset: UInt64
    package var problem: Problem

    package init(file: String, offset: UInt64, problem: Problem) {
        self.file = file
        self.offset = offset
        self.problem = problem
    }

    package var description: String {
        let reason =
            switch problem {
            case .system(let code): String(cString: strerror(code))
            case .damagedGzip(let detail): "damaged gzip data: \(detail)"
            case .cutGzip: "gzip data stop before their end"
            }
        return "\(file): byte \(offset): \(reason)"
    }
}
