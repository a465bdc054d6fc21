// SPDX-License-Identifier: Apache-2.0

/// Why bytes from a ring buffer are not a record of this build's contract.
package struct KernelRecordError: Error, Equatable {
    package enum Problem: Sendable, Equatable {
        /// The record is not exactly as long as the contract says.
        case size(is: Int, want: Int)
        /// A value that no version of the contract known here has.
        case unknownValue(UInt64)
        /// A length that runs past the buffer it describes.
        case length(is: Int, limit: Int)
        /// A path whose bytes do not hold the number of names it states.
        case components(is: Int, want: Int)
        /// A path whose last name has no terminator.
        case unterminated
    }

    /// The field of `struct kw_record`, as the contract spells it (`process.cwd`).
    package var field: String
    package var problem: Problem

    package init(field: String, problem: Problem) {
        self.field = field
        self.problem = problem
    }
}

extension KernelRecordError: CustomStringConvertible {
    package var description: String {
        switch problem {
        case .size(let size, let wanted): "kernel record: \(size) bytes, want \(wanted)"
        case .unknownValue(let value): "kernel record: unknown \(field) \(value)"
        case .length(let length, let limit): "kernel record: \(field) states \(length) bytes of at most \(limit)"
        case .components(let found, let stated): "kernel record: \(field) holds \(found) names and states \(stated)"
        case .unterminated: "kernel record: \(field) does not end with a terminator"
        }
    }
}
