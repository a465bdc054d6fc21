// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// Incidents as a responder meets them, made up: documentation addresses, no real hashes.
package enum SampleIncidents {
    package static let all = [kubelet, golden, request]

    /// 2026-11-20T14:00:00Z
    private static let start: Int64 = 1_795_183_200_000_000_000

    package static func time(_ seconds: Double) -> WallTime {
        WallTime(nanoseconds: UInt64(start + Int64((seconds * 1000).rounded()) * 1_000_000))
    }

    /// A kubelet's certificate, read by a shell's `cp` and used from elsewhere.
    package static let kubelet: Incident = {
        let id = "X509SHA256=" + hex(7, 64)
        var credential = Credential(kind: .certificate, evidence: .file)
        credential.subject = "O=system:nodes, CN=system:node:worker-3"
        credential.user = "system:node:worker-3"
        credential.groups = ["system:nodes", "system:authenticated"]
        credential.issuer = "CN=kubernetes"
        credential.serial = "5f1c09a77e20b3d4"
        credential.notBefore = time(-20_000_000)
        credential.notAfter = time(11_500_000)
        credential.credentialID = id
        let thief = "/usr/bin/cp, pid 40211, ssh user 1003"
        let theft = IncidentStep(
            time: time(222.112), kind: .theft, severity: .critical, alertID: hex(1, 32), rules: ["KW-1001"],
            place: "worker-3", actor: thief,
            what: "/usr/bin/cp read /var/lib/kubelet/pki/kubelet-client-current.pem, which only the kubelet may",
            credentialID: id)
        var uses: [IncidentStep] = []
        for index in 0..<6 {
            let verb = ["list secrets", "get nodes", "list pods", "list secrets", "create tokenreviews", "list pods"][
                index]
            uses.append(
                IncidentStep(
                    time: time(2410.5 + Double(index * index) * 41), kind: .use,
                    severity: index == 4 ? .critical : .high,
                    alertID: hex(UInt64(20 + index), 32), rules: index == 4 ? ["KW-2005", "KW-2013"] : ["KW-2013"],
                    place: "prod-eu", actor: "system:node:worker-3", address: "203.0.113.77",
                    what: "system:node:worker-3 did \(verb) with a certificate that was read on worker-3 before",
                    credentialID: id))
        }
        return Incident(
            id: hex(100, 32), severity: .critical,
            title: "The certificate of system:node:worker-3 was stolen on worker-3 and used from 203.0.113.77",
            credentials: [credential], timeline: [theft] + uses,
            remediation: [
                "Remove worker-3 from the cluster (kubectl delete node worker-3): its certificate cannot be revoked.",
                "Drain the machine and take an image of it before it is built anew.",
                "Rotate every Secret and service-account token of the pods that ran on worker-3.",
                "Block 203.0.113.77 at the API server's load balancer.",
            ])
    }()

    /// The authority's key, and a certificate that it made elsewhere.
    package static let golden: Incident = {
        let authorityID = "X509SHA256=" + hex(8, 64)
        let goldenID = "X509SHA256=" + hex(9, 64)
        var authority = Credential(kind: .authority, evidence: .stem)
        authority.subject = "CN=kubernetes"
        authority.issuer = "CN=kubernetes"
        authority.serial = "1"
        authority.notAfter = time(280_000_000)
        authority.credentialID = authorityID
        var golden = Credential(kind: .unknown, evidence: .path)
        golden.user = "kubernetes-super-admin"
        golden.groups = ["system:masters", "system:authenticated"]
        golden.credentialID = goldenID
        golden.problem = "no request for it and no file of it was seen: only its use in the audit log"
        return Incident(
            id: hex(101, 32), severity: .critical,
            title:
                "The key of the cluster's certificate authority was copied, and a certificate nobody asked for came up",
            credentials: [authority, golden],
            timeline: [
                IncidentStep(
                    time: time(-201_600), kind: .theft, severity: .critical, alertID: hex(2, 32),
                    rules: ["KW-1001", "KW-1003"], place: "control-1",
                    actor: "/usr/bin/tar, pid 8812, ssh user 1000",
                    what: "/usr/bin/tar read /etc/kubernetes/pki/ca.key, the private key of ca",
                    credentialID: authorityID),
                IncidentStep(
                    time: time(-201_599.2), kind: .theft, severity: .high, alertID: hex(3, 32), rules: ["KW-1002"],
                    place: "control-1", actor: "/usr/bin/tar, pid 8812, ssh user 1000",
                    what: "/usr/bin/tar read /etc/kubernetes/pki/ca.crt"),
                IncidentStep(
                    time: time(4_000), kind: .use, severity: .critical, alertID: hex(4, 32), rules: ["KW-2014"],
                    place: "prod-eu", actor: "kubernetes-super-admin", address: "198.51.100.9",
                    what: "kubernetes-super-admin (system:masters) used a certificate that the cluster did not issue",
                    credentialID: goldenID),
                IncidentStep(
                    time: time(4_031), kind: .use, severity: .critical, alertID: hex(5, 32),
                    rules: ["KW-2008", "KW-2014"],
                    place: "prod-eu", actor: "kubernetes-super-admin", address: "198.51.100.9",
                    what: "kubernetes-super-admin created clusterrolebinding metrics-reader, bound to cluster-admin",
                    credentialID: goldenID),
            ],
            remediation: [
                "Replace the cluster's certificate authority: whoever holds ca.key is anybody, for as long as it is trusted.",
                "Reissue every client certificate from the new authority; take the old one out of every trust bundle.",
                "Remove clusterrolebinding metrics-reader.",
            ])
    }()

    /// A certificate asked for, approved and used.
    package static let request: Incident = {
        let id = "X509SHA256=" + hex(10, 64)
        var credential = Credential(kind: .certificate, evidence: .file)
        credential.subject = "O=ops:readers, CN=backup-agent"
        credential.user = "backup-agent"
        credential.groups = ["ops:readers"]
        credential.issuer = "CN=kubernetes"
        credential.serial = "aa0193"
        credential.notAfter = time(31_000_000)
        credential.credentialID = id
        return Incident(
            id: hex(102, 32), severity: .high,
            title: "dev-anna had a client certificate made for backup-agent, and it was used",
            credentials: [credential],
            timeline: [
                IncidentStep(
                    time: time(36_000), kind: .request, severity: .medium, alertID: hex(30, 32), rules: ["KW-2001"],
                    place: "prod-eu", actor: "dev-anna", address: "10.20.4.18",
                    what: "dev-anna asked for a client certificate for backup-agent (csr backup-agent-1)"),
                IncidentStep(
                    time: time(36_044), kind: .approval, severity: .high, alertID: hex(31, 32), rules: ["KW-2002"],
                    place: "prod-eu", actor: "dev-anna", address: "10.20.4.18",
                    what: "dev-anna approved her own request backup-agent-1", credentialID: id),
                IncidentStep(
                    time: time(36_350), kind: .use, severity: .medium, alertID: hex(32, 32), rules: ["KW-2013"],
                    place: "prod-eu", actor: "backup-agent", address: "10.20.4.18",
                    what: "backup-agent listed secrets in all namespaces", credentialID: id),
            ],
            remediation: [
                "Ask dev-anna whether this was hers.",
                "Take from backup-agent and ops:readers what they are bound to: the certificate lives until it ends.",
            ])
    }()

    /// Names that want to be markup, to turn a line round, to end an attribute or a field.
    package static let hostileNames = [
        "<script>document.title='pwned'</script>", "\"><img src=x onerror=\"document.title='pwned'\">",
        "' onmouseover='document.title=1", "</style></title><svg onload=document.title='pwned'>",
        "javascript:document.title='pwned'", "&lt;b&gt;&amp;", "a\u{202E}gpj.exe\u{2066}",
        "a\u{0}b\u{1B}[31m\nc\u{85}d",
        "</code>`${1}`<!--", "zero\u{200B}width\u{FEFF}", String(repeating: "long", count: 2000),
    ]

    /// Every text of it is `name`.
    package static func hostile(_ name: String) -> Incident {
        var credential = Credential(kind: .token, evidence: .path)
        credential.subject = name
        credential.user = name
        credential.groups = [name]
        credential.issuer = name
        credential.serial = name
        credential.credentialID = name
        credential.boundPod = name
        credential.boundNode = name
        credential.audience = [name]
        credential.problem = name
        let steps = IncidentStep.Kind.allCases.enumerated().map { index, kind in
            IncidentStep(
                time: time(Double(index)), kind: kind, severity: .high, alertID: name, rules: [name], place: name,
                actor: name, address: name, what: name, credentialID: name)
        }
        return Incident(
            id: name, severity: .high, title: name, credentials: [credential], timeline: steps, remediation: [name])
    }

    /// `digits` hexadecimal digits that are others for each seed.
    private static func hex(_ seed: UInt64, _ digits: Int) -> String {
        var random = SplitMix64(seed: seed)
        let alphabet = Array("0123456789abcdef")
        return String((0..<digits).map { _ in alphabet[Int(random.next() % 16)] })
    }
}
