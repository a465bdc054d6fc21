// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A kernel that scripts/vm/kernel knows by the case's name.
enum GuestKernel: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case bullseye
    case bookworm
    case trixie
    case newest

    /// The kernels that every kernel test runs on: those named in KEYWARD_TEST_KERNELS, separated by spaces, else
    /// bookworm and trixie.
    ///
    /// A name that is none ends the run: tests on fewer kernels than asked for would look like a pass.
    static let allCases: [GuestKernel] = {
        let named = (ProcessInfo.processInfo.environment["KEYWARD_TEST_KERNELS"] ?? "").split(separator: " ")
        if named.isEmpty { return [.bookworm, .trixie] }
        var chosen: [GuestKernel] = []
        for name in named {
            guard let kernel = GuestKernel(rawValue: String(name)) else {
                // No trap: its backtrace would bury the sentence.
                let sentence = "KEYWARD_TEST_KERNELS: scripts/vm/kernel knows no kernel \(name).\n"
                FileHandle.standardError.write(Data(sentence.utf8))
                exit(EXIT_FAILURE)
            }
            if !chosen.contains(kernel) { chosen.append(kernel) }
        }
        return chosen
    }()

    var testDescription: String {
        switch self {
        case .bullseye: "5.10 (bullseye)"
        case .bookworm: "6.1 (bookworm)"
        case .trixie: "6.12 (trixie)"
        case .newest: "newest"
        }
    }
}
