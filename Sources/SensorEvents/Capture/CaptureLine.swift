// SPDX-License-Identifier: Apache-2.0

/// One line of a capture, read and checked.
package enum CaptureLine<Policy: Codable & Sendable>: Sendable {
    case header(CaptureHeader<Policy>)
    case file(FileEvent)
    /// A Kubernetes audit record as it came: the bytes of its JSON.
    case audit([UInt8])
    /// Whose the protected files are by now.
    case credentials([Credential])
    case end
}

extension CaptureLine: Equatable where Policy: Equatable {}
