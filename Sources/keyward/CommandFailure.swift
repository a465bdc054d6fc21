// SPDX-License-Identifier: Apache-2.0

import SensorRuntime

/// An error that ends a command: one sentence for the person, one status for the script.
struct CommandFailure: Error {
    var status: ExitStatus
    var message: String

    init(_ status: ExitStatus, _ message: String) {
        self.status = status
        self.message = message
    }

    /// What an error of the libraries means here; nil for the argument parser's own.
    init?(_ error: any Error) {
        switch error {
        case let failure as CommandFailure: self = failure
        case let error as KernelError: self.init(.unsupported, error.description)
        case let error as StateError: self.init(.usage, error.description)
        case let error as SystemError: self.init(.usage, "\(error).")
        default: return nil
        }
    }
}
