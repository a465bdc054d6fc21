// SPDX-License-Identifier: Apache-2.0

/// One Kubernetes audit record (audit.k8s.io/v1 Event), with Kubernetes' own field names.
///
/// Every field may be absent, whatever the API promises: a field of the wrong type is absent too and named in
/// `malformed`, because a record must never be lost for one odd field.
package struct AuditEvent: Sendable, Equatable {
    /// `requestReceivedTimestamp`, else `stageTimestamp`, else the epoch.
    package var time: WallTime
    package var form: AuditForm
    /// Chosen by the client, if it wants to (`Audit-ID` request header).
    package var auditID: String?
    package var level: String?
    package var stage: String?
    package var verb: String?
    /// As the client sent it: escaped, with query.
    package var requestURI: String?
    /// Who authenticated.
    package var user: AuditUser?
    /// Who that user asked to be taken for.
    package var impersonatedUser: AuditUser?
    package var sourceIPs: [String]
    package var userAgent: String?
    package var objectRef: AuditObjectReference?
    package var responseStatus: AuditResponseStatus?
    /// Logged at level Request and above; for a patch the patch itself.
    package var requestObject: JSONValue?
    /// Logged at level RequestResponse; for a refusal a Status.
    package var responseObject: JSONValue?
    /// Values that are not strings are kept as they were written.
    package var annotations: [String: String]
    package var requestReceivedTimestamp: String?
    package var stageTimestamp: String?
    /// `p_log_type` and `p_source_label`, which Panther adds to what it stores.
    package var pantherLogType: String?
    package var pantherSourceLabel: String?
    /// Fields whose value had the wrong type (`user.groups`, `responseStatus.code`).
    package var malformed: [String]
    /// Why part of the record is missing, in a few words: it was cut on its way here, or is no JSON from some byte on.
    /// What stood behind that place is absent here.
    package var damage: String?
    /// What an upstream rule would have been given: the event itself, or the provider's record around it.
    package var record: JSONValue?

    package init(time: WallTime, form: AuditForm = .native) {
        self.time = time
        self.form = form
        sourceIPs = []
        annotations = [:]
        malformed = []
    }
}

extension AuditEvent {
    /// The address of the peer itself. What stands before it in `sourceIPs` came from X-Forwarded-For, from the client.
    package var sourceIP: String? { sourceIPs.last }
}
