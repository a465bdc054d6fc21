// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a capture, and exactly where.
package struct CaptureError: Error, Sendable, Equatable {
    package enum Problem: Sendable, Equatable {
        /// Not one byte.
        case empty
        /// A capture of a version this keyward does not know.
        case foreign
        /// A capture line where no header came before it.
        case noHeader
        /// Text that every capture line has is not there.
        case malformed(expected: String)
        /// The checksum does not fit number, kind and payload.
        case checksum
        /// Lines are missing, doubled or out of order.
        case outOfOrder(expected: UInt64, found: UInt64)
        /// The checksum holds, and yet the payload is not what this version writes.
        case payload(String)
        /// Over `CaptureFormat.maximumLine`.
        case tooLong
        /// The input stops before the end line (or inside it): cut, or still being written.
        case cut
    }

    package var position: InputPosition
    package var problem: Problem

    package init(position: InputPosition, problem: Problem) {
        self.position = position
        self.problem = problem
    }
}

extension CaptureError: CustomStringConvertible {
    package var description: String {
        "\(position.file):\(position.line): byte \(position.offset): \(problem)"
    }
}

extension CaptureError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .empty: "empty input"
        case .foreign: "a capture of another version; this is \(CaptureFormat.schema)"
        case .noHeader: "a capture line without a header before it"
        case .malformed(let expected): "damaged capture line: expected \(expected)"
        case .checksum: "damaged capture line: the checksum does not match"
        case .outOfOrder(let expected, let found):
            "capture lines are missing or out of order: expected line \(expected), found \(found)"
        case .payload(let reason): "capture line cannot be read: \(reason)"
        case .tooLong: "capture line over \(CaptureFormat.maximumLine) bytes"
        case .cut: "the capture stops before its end line: it was cut, or is still being written"
        }
    }
}
