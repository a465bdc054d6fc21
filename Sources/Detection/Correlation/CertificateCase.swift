// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What is known of one CertificateSigningRequest, in whatever order it came.
package struct CertificateCase: Sendable, Equatable, Codable {
    package var name: String
    package var created: RequestFacts?
    package var createdAlert: AlertReference?
    package var approved: RequestFacts?
    package var approvedAlert: AlertReference?
    /// Who made the request, as the body of an approval has it.
    package var requester: String?
    /// The certificate that came of it.
    package var issued: String?

    package init(name: String) {
        self.name = name
    }

    /// By time, whichever is known.
    var time: WallTime { created?.time ?? approved?.time ?? WallTime(nanoseconds: 0) }

    /// Takes over what `other` knows: the earlier of two creations and of two approvals.
    mutating func add(_ other: CertificateCase) {
        if let new = other.created, created.map({ (new.time, new.order) < ($0.time, $0.order) }) ?? true {
            created = new
            createdAlert = other.createdAlert ?? createdAlert
        }
        if let new = other.approved, approved.map({ (new.time, new.order) < ($0.time, $0.order) }) ?? true {
            approved = new
            approvedAlert = other.approvedAlert ?? approvedAlert
        }
        requester = requester ?? other.requester
        issued = issued ?? other.issued
    }
}
