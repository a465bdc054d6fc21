// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What became of a request.
enum AuditOutcome: Equatable {
    case succeeded
    /// The record has no status code.
    case unknown
    /// 4xx: nothing happened.
    case refused(Int)
    /// 5xx or a panic: it may have happened all the same.
    case failed(Int)

    init(_ event: AuditEvent) {
        switch event.responseStatus?.code {
        case let code? where code >= 500: self = .failed(code)
        case let code? where code >= 400: self = .refused(code)
        case _ where event.stage == "Panic": self = .failed(500)
        case nil: self = .unknown
        default: self = .succeeded
        }
    }

    /// A refused attempt is worth knowing, not waking someone for.
    func severity(_ ordinary: Severity) -> Severity {
        switch self {
        case .succeeded, .unknown: ordinary
        case .failed: min(ordinary, .medium)
        case .refused: min(ordinary, .low)
        }
    }

    /// Ends a sentence about the attempt.
    var clause: String {
        switch self {
        case .succeeded: ""
        case .unknown: "; the record does not say with what outcome"
        case .refused(let code): "; the API server refused it (\(code))"
        case .failed(let code): "; the API server failed (\(code)) and may have done it all the same"
        }
    }
}
