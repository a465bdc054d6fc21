// SPDX-License-Identifier: Apache-2.0

extension AuditRecord {
    /// A write of a Secret; `type` and `annotations` are JSON.
    package static func secret(
        name: String, namespace: String = "shop", type: String = "\"Opaque\"", annotations: String = "{}"
    ) -> AuditRecord {
        AuditRecord(
            verb: "create", uri: "/api/v1/namespaces/\(namespace)/secrets",
            object:
                "{\"resource\":\"secrets\",\"namespace\":\"\(namespace)\",\"name\":\"\(name)\",\"apiVersion\":\"v1\"}",
            code: 201,
            body:
                "{\"kind\":\"Secret\",\"metadata\":{\"name\":\"\(name)\",\"annotations\":\(annotations)},\"type\":\(type)}"
        )
    }

    /// A created ClusterRole; `rule` is one rule's JSON.
    package static func clusterRole(_ rule: String, name: String = "helper") -> AuditRecord {
        AuditRecord(
            verb: "create", uri: "/apis/rbac.authorization.k8s.io/v1/clusterroles",
            object: "{\"resource\":\"clusterroles\",\"name\":\"\(name)\",\"apiGroup\":\"rbac.authorization.k8s.io\","
                + "\"apiVersion\":\"v1\"}",
            code: 201, body: "{\"kind\":\"ClusterRole\",\"metadata\":{\"name\":\"\(name)\"},\"rules\":[\(rule)]}")
    }

    /// The same, of one rule's verbs, groups and resources.
    package static func clusterRole(verbs: [String], groups: [String], resources: [String]) -> AuditRecord {
        func list(_ words: [String]) -> String { "[" + words.map { "\"\($0)\"" }.joined(separator: ",") + "]" }
        return clusterRole(
            "{\"verbs\":\(list(verbs)),\"apiGroups\":\(list(groups)),\"resources\":\(list(resources))}")
    }

    package static func clusterRoleBinding(to role: String) -> AuditRecord {
        AuditRecord(
            verb: "create", uri: "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings",
            object: "{\"resource\":\"clusterrolebindings\",\"name\":\"helper\","
                + "\"apiGroup\":\"rbac.authorization.k8s.io\",\"apiVersion\":\"v1\"}",
            code: 201,
            body: "{\"kind\":\"ClusterRoleBinding\",\"metadata\":{\"name\":\"helper\"},\"roleRef\":{\"kind\":"
                + "\"ClusterRole\",\"name\":\"\(role)\"},\"subjects\":[{\"kind\":\"User\",\"name\":\"alice\"}]}")
    }

    /// A session of `pods/exec` that began; `query` is what follows the question mark.
    package static func exec(_ query: String) -> AuditRecord {
        AuditRecord(
            verb: "create", uri: "/api/v1/namespaces/shop/pods/web-1/exec?\(query)",
            object: "{\"resource\":\"pods\",\"namespace\":\"shop\",\"name\":\"web-1\",\"apiVersion\":\"v1\","
                + "\"subresource\":\"exec\"}",
            code: 101, body: "null"
        ).with("stage", "\"ResponseStarted\"")
    }

    /// A created pod with one hostPath volume.
    package static func pod(hostPath: String, metadata: String = "{\"name\":\"web-1\"}") -> AuditRecord {
        AuditRecord(
            verb: "create", uri: "/api/v1/namespaces/shop/pods",
            object: "{\"resource\":\"pods\",\"namespace\":\"shop\",\"name\":\"web-1\",\"apiVersion\":\"v1\"}",
            code: 201,
            body: "{\"kind\":\"Pod\",\"metadata\":\(metadata),\"spec\":\(podSpec(hostPath))}")
    }

    /// The same in a template, at `path` of the body (`spec.template.spec`).
    package static func template(
        _ resource: String, group: String = "apps", path: [String] = ["spec", "template", "spec"], hostPath: String
    ) -> AuditRecord {
        let body = path.reversed().reduce(podSpec(hostPath)) { "{\"\($1)\":\($0)}" }
        return AuditRecord(
            verb: "create", uri: "/apis/\(group)/v1/namespaces/shop/\(resource)",
            object: "{\"resource\":\"\(resource)\",\"namespace\":\"shop\",\"name\":\"web\",\"apiGroup\":\"\(group)\","
                + "\"apiVersion\":\"v1\"}",
            code: 201, body: body)
    }

    private static func podSpec(_ hostPath: String) -> String {
        "{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}],\"volumes\":[{\"name\":\"v\",\"hostPath\":"
            + "{\"path\":\"\(hostPath)\",\"type\":\"\"}}]}"
    }

    /// A list by a service account whose token comes from a Secret.
    package static func legacyToken(note: String = "legacy-token-manual-secret") -> AuditRecord {
        AuditRecord(
            verb: "list", uri: "/api/v1/namespaces/shop/pods",
            object: "{\"resource\":\"pods\",\"namespace\":\"shop\",\"apiVersion\":\"v1\"}", code: 200, body: "null"
        ).with(
            "annotations",
            "{\"authorization.k8s.io/decision\":\"allow\",\"authentication.k8s.io/\(note)\":\"shop/ci-token\"}"
        ).user("system:serviceaccount:shop:ci")
    }

    /// A PodCertificateRequest for a pod of the node `node`.
    package static func podCertificateRequest(
        signer: String = "kubernetes.io/kube-apiserver-client-pod", node: String = "node-1"
    ) -> AuditRecord {
        AuditRecord(
            verb: "create", uri: "/apis/certificates.k8s.io/v1beta1/namespaces/shop/podcertificaterequests",
            object: podCertificateObject(subresource: nil), code: 201,
            body: "{\"kind\":\"PodCertificateRequest\",\"spec\":\(podCertificateSpec(signer, node))}")
    }

    /// A write of its `/status`; `status` is JSON.
    package static func podCertificateStatus(
        _ status: String = "{\"certificateChain\":\"Li4u\"}", signer: String = "kubernetes.io/kube-apiserver-client-pod"
    ) -> AuditRecord {
        AuditRecord(
            verb: "update",
            uri: "/apis/certificates.k8s.io/v1beta1/namespaces/shop/podcertificaterequests/req-a/status",
            object: podCertificateObject(subresource: "status"), code: 200,
            body: "{\"spec\":\(podCertificateSpec(signer, "node-1")),\"status\":\(status)}")
    }

    private static func podCertificateSpec(_ signer: String, _ node: String) -> String {
        "{\"signerName\":\"\(signer)\",\"podName\":\"web-1\",\"podUID\":\"u-7\",\"serviceAccountName\":\"web\","
            + "\"nodeName\":\"\(node)\",\"maxExpirationSeconds\":86400,"
            + "\"pkixPublicKey\":\"MCowBQYDK2VwAyEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}"
    }

    private static func podCertificateObject(subresource: String?) -> String {
        "{\"resource\":\"podcertificaterequests\",\"namespace\":\"shop\",\"name\":\"req-a\","
            + "\"apiGroup\":\"certificates.k8s.io\",\"apiVersion\":\"v1beta1\""
            + (subresource.map { ",\"subresource\":\"\($0)\"" } ?? "") + "}"
    }
}
