// SPDX-License-Identifier: Apache-2.0

import Testing

/// The kernels that every kernel test runs on.
enum GuestKernel: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case bookworm
    case trixie

    var testDescription: String {
        switch self {
        case .bookworm: "6.1 (bookworm)"
        case .trixie: "6.12 (trixie)"
        }
    }
}
