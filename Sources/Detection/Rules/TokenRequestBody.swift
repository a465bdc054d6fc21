// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What the bodies of an audit event say of a TokenRequest (authentication.k8s.io/v1).
struct TokenRequestBody {
    var audiences: [String]
    /// Seconds, as asked for (the API server fills in 3600).
    var expirationSeconds: Int?
    /// The token is bound to a pod, by name and UID: it ends with that pod.
    var isBoundToPod: Bool
    var isBound: Bool

    /// nil if no body was logged. The response, where there is one, is the API server's own word.
    init?(_ event: AuditEvent) {
        let spec = event.responseObject?["spec"] ?? event.requestObject?["spec"]
        guard let spec, spec.kind == .object else { return nil }
        audiences = spec["audiences"]?.elements.compactMap(\.string) ?? []
        expirationSeconds = spec["expirationSeconds"]?.lenientInteger
        let bound = spec["boundObjectRef"].flatMap { $0.kind == .object ? $0 : nil }
        isBound = bound != nil
        isBoundToPod =
            bound?["kind"]?.string == "Pod" && bound?["name"]?.string?.isEmpty == false
            && bound?["uid"]?.string?.isEmpty == false
    }

    /// Whether the token is made out to other systems only, each named by an HTTPS URL. The API server's own audience
    /// is whatever `--api-audiences` or `--service-account-issuer` says; these are the known ones.
    var isForOtherSystems: Bool {
        !audiences.isEmpty
            && audiences.allSatisfy { audience in
                audience.hasPrefix("https://") && !Self.apiServerMarks.contains { audience.contains($0) }
            }
    }

    private static let apiServerMarks = [
        "kubernetes", "oidc.eks.", "container.googleapis.com", "oic.prod-aks.azure.com", "openshift",
    ]
}
