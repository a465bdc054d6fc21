// SPDX-License-Identifier: Apache-2.0

import SensorEvents

extension AlertOutcome {
    /// Of a write about certificates and tokens in words of its own, because success there means different things.
    init(_ event: AuditEvent) {
        guard let target = RequestTarget(event), event.isWrite,
            target.isCertificateRequest || target.isPodCertificateRequest || target.isServiceAccountToken
        else {
            self.init(AuditOutcome(event))
            return
        }
        switch AuditOutcome(event) {
        case .refused: self = .refused
        case .succeeded where target.isServiceAccountToken: self = event.verb == "create" ? .issued : .success
        case .succeeded where event.isDryRun: self = .dryRun
        case .succeeded: self = Self.change(event, target)
        case let other: self.init(other)
        }
    }

    private static func change(_ event: AuditEvent, _ target: RequestTarget) -> AlertOutcome {
        let change = CertificateStatusChange(event)
        switch (target.subresource, change.decision, change.certificate) {
        case ("approval", .approved, _): return .approved
        case ("approval", .denied, _): return .denied
        case ("status", .denied, _) where target.isPodCertificateRequest: return .denied
        case ("status", _, .issued): return .issued
        default: return .success
        }
    }

    private init(_ outcome: AuditOutcome) {
        switch outcome {
        case .succeeded: self = .success
        case .unknown: self = .unknown
        case .refused, .failed: self = .failure
        }
    }
}
