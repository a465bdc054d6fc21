// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What is remembered of an audit event for a join: who, from where, what; no body.
package struct RequestFacts: Sendable, Equatable, Codable {
    package var time: WallTime
    var form: String
    var auditID: String?
    var stage: String?
    var level: String?
    package var verb: String?
    var requestURI: String?
    var received: String?
    package var username: String?
    var uid: String?
    var groups: [String]?
    package var credentialID: String?
    var impersonated: String?
    package var sourceIPs: [String]
    var userAgent: String?
    package var resource: String?
    package var subresource: String?
    var apiGroup: String?
    package var namespace: String?
    package var name: String?
    var code: Int?
    /// `namespace/name` of the pod that a bound token belongs to, as the API server says.
    var pod: String?
    /// The annotations say that it is a token from a Secret.
    var isLegacyToken: Bool

    init(_ event: AuditEvent) {
        time = event.time
        form = event.form.rawValue
        auditID = event.auditID
        stage = event.stage
        level = event.level
        verb = event.verb
        requestURI = event.requestURI.map { String($0.prefix(Self.maximumText)) }
        received = event.requestReceivedTimestamp
        username = event.user?.username
        uid = event.user?.uid
        groups = event.user?.groups.map { Array($0.prefix(Self.maximumList)) }
        credentialID = event.user?.credentialID
        impersonated = event.impersonatedUser?.username
        sourceIPs = Array(event.sourceIPs.suffix(Self.maximumList))
        userAgent = event.userAgent.map { String($0.prefix(Self.maximumText)) }
        let target = RequestTarget(event)
        resource = target?.resource
        subresource = target?.subresource
        apiGroup = event.objectRef?.apiGroup
        namespace = target?.namespace
        name = target?.name
        code = event.responseStatus?.code
        pod = event.user?.extra["authentication.kubernetes.io/pod-name"]?.first
        isLegacyToken = event.annotations["authentication.k8s.io/legacy-token"] != nil
    }

    /// Characters of what a client may make as long as it likes.
    private static let maximumText = 512
    private static let maximumList = 32

    /// As an audit event again, for the parts that make alerts of one.
    package var event: AuditEvent {
        var event = AuditEvent(time: time, form: AuditForm(rawValue: form) ?? .native)
        event.auditID = auditID
        event.stage = stage
        event.level = level
        event.verb = verb
        event.requestURI = requestURI
        event.requestReceivedTimestamp = received
        var user = AuditUser(username: username, uid: uid, groups: groups)
        if let credentialID { user.extra[AuditUser.credentialIDKey] = [credentialID] }
        event.user = user
        if let impersonated { event.impersonatedUser = AuditUser(username: impersonated) }
        event.sourceIPs = sourceIPs
        event.userAgent = userAgent
        if resource != nil {
            event.objectRef = AuditObjectReference(
                resource: resource, subresource: subresource?.isEmpty == true ? nil : subresource, apiGroup: apiGroup,
                namespace: namespace, name: name)
        }
        event.responseStatus = code.map { AuditResponseStatus(code: $0) }
        return event
    }

    /// What the ledger keeps it under.
    package var key: String { credentialID ?? CredentialKey.user(username ?? "") }

    /// Decides between requests of the same time, so that it does not matter which came first.
    var order: String { "\(auditID ?? "") \(verb ?? "") \(requestURI ?? "")" }

    var isNode: Bool { username?.hasPrefix("system:node:") == true }
}
