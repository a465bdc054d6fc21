// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// An audit record under construction, as JSON text: every field has a different value, so that a swapped one shows.
package struct AuditRecord {
    private var fields: [(name: String, json: String)]

    package var json: String {
        "{" + fields.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",") + "}"
    }

    /// What the decoder makes of it; a record it cannot read gives an empty event, which no expectation fits.
    package var event: AuditEvent {
        if case .audit(let event) = RecordDecoder.decode(Array(json.utf8)).first { return event }
        return AuditEvent(time: WallTime(nanoseconds: 0))
    }

    /// With a field set to other JSON, or left out.
    package func with(_ name: String, _ json: String?) -> AuditRecord {
        var copy = self
        copy.fields.removeAll { $0.name == name }
        if let json { copy.fields.append((name, json)) }
        return copy
    }

    package func user(_ name: String, groups: String = "[\"system:authenticated\"]") -> AuditRecord {
        with("user", "{\"username\":\"\(name)\",\"groups\":\(groups)}")
    }

    package func impersonating(_ name: String, groups: String = "[\"system:authenticated\"]") -> AuditRecord {
        with("impersonatedUser", "{\"username\":\"\(name)\",\"groups\":\(groups)}")
    }

    package func answered(_ code: String) -> AuditRecord {
        with("responseStatus", "{\"metadata\":{},\"code\":\(code)}")
    }
}

extension AuditRecord {
    /// `object` and `body` are JSON.
    package init(verb: String, uri: String, object: String, code: Int, body: String) {
        fields = [
            ("kind", "\"Event\""), ("apiVersion", "\"audit.k8s.io/v1\""), ("level", "\"Request\""),
            ("auditID", "\"6d6f1a52-6a4e-4a0c-9d1f-0d2f1d9a7c11\""), ("stage", "\"ResponseComplete\""),
            ("requestURI", "\"\(uri)\""), ("verb", "\"\(verb)\""),
            ("user", "{\"username\":\"alice\",\"uid\":\"u-17\",\"groups\":[\"developers\",\"system:authenticated\"]}"),
            ("sourceIPs", "[\"198.51.100.9\",\"203.0.113.7\"]"), ("userAgent", "\"kubectl/v1.36.1\""),
            ("objectRef", object), ("responseStatus", "{\"metadata\":{},\"code\":\(code)}"), ("requestObject", body),
            ("requestReceivedTimestamp", "\"2026-11-20T14:03:22.112345Z\""),
            ("stageTimestamp", "\"2026-11-20T14:03:22.119876Z\""),
            ("annotations", "{\"authorization.k8s.io/decision\":\"allow\"}"),
        ]
    }

    /// A created CertificateSigningRequest; `usages` is a JSON array, `request` what `spec.request` holds.
    package static func certificateRequest(
        signer: String = "kubernetes.io/kube-apiserver-client", usages: String = "[\"client auth\"]",
        request: String = "Li4u"
    ) -> AuditRecord {
        let spec = "{\"request\":\"\(request)\",\"signerName\":\"\(signer)\",\"usages\":\(usages)}"
        return AuditRecord(
            verb: "create", uri: "/apis/certificates.k8s.io/v1/certificatesigningrequests",
            object: certificateObject(subresource: nil), code: 201,
            body: "{\"kind\":\"CertificateSigningRequest\",\"metadata\":{\"name\":\"csr-a\"},\"spec\":\(spec)}")
    }

    /// An update of `/approval` with one condition.
    package static func approval(
        condition: String = "Approved", signer: String = "kubernetes.io/kube-apiserver-client"
    ) -> AuditRecord {
        AuditRecord(
            verb: "update", uri: "/apis/certificates.k8s.io/v1/certificatesigningrequests/csr-a/approval",
            object: certificateObject(subresource: "approval"), code: 200,
            body: "{\"spec\":{\"signerName\":\"\(signer)\"},\"status\":{\"conditions\":[{\"type\":\"\(condition)\"}]}}")
    }

    /// An update of `/status` that carries a certificate.
    package static func signing(signer: String = "kubernetes.io/kube-apiserver-client") -> AuditRecord {
        AuditRecord(
            verb: "update", uri: "/apis/certificates.k8s.io/v1/certificatesigningrequests/csr-a/status",
            object: certificateObject(subresource: "status"), code: 200,
            body: "{\"spec\":{\"signerName\":\"\(signer)\"},\"status\":{\"certificate\":\"Li4u\"}}")
    }

    /// A TokenRequest; `spec` is JSON.
    package static func tokenRequest(
        namespace: String = "shop", spec: String = "{\"expirationSeconds\":3600,\"boundObjectRef\":null}"
    ) -> AuditRecord {
        AuditRecord(
            verb: "create", uri: "/api/v1/namespaces/\(namespace)/serviceaccounts/web/token",
            object: "{\"resource\":\"serviceaccounts\",\"namespace\":\"\(namespace)\",\"name\":\"web\","
                + "\"apiVersion\":\"v1\",\"subresource\":\"token\"}",
            code: 201, body: "{\"kind\":\"TokenRequest\",\"spec\":\(spec)}")
    }

    private static func certificateObject(subresource: String?) -> String {
        "{\"resource\":\"certificatesigningrequests\",\"name\":\"csr-a\",\"apiGroup\":\"certificates.k8s.io\","
            + "\"apiVersion\":\"v1\"" + (subresource.map { ",\"subresource\":\"\($0)\"" } ?? "") + "}"
    }
}
