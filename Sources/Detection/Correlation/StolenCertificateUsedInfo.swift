// SPDX-License-Identifier: Apache-2.0

extension StolenCertificateUsed {
    static let info = RuleInfo(
        id: "KW-3001", name: "Stolen certificate used", severity: .critical, attack: ["T1552.004", "T1078.004"],
        covers: [],
        summary: "A client certificate that was taken from a node was used from elsewhere.",
        explanation: """
            Nobody can tell a stolen client certificate from its owner's by the request alone: it is valid, and it works \
            until it expires. What tells them apart is that this very certificate was taken from a file before, and that \
            the request comes from an address where it does not belong.

            Fires when a certificate whose file was accessed by an unlisted process (KW-1001, KW-1002, KW-1003, KW-1007) \
            authenticates a request from another address than those of its node and the configured homes. Since \
            Kubernetes 1.32 the audit log names the certificate by its SHA-256 (user.extra, \
            authentication.kubernetes.io/credential-id), and the alert is critical. Before, and through a front proxy, \
            only the user's name and the new address join them: medium, and the alert says so. After the theft of a \
            front-proxy key, requests without a credential id in the name of users who have one: medium. The address is \
            the last of sourceIPs, or what trusted proxies say is before them. Order and delay of the two halves do not \
            matter, and clocks may differ by five minutes. An address that used the certificate longer before the theft is \
            no sign of it.

            Legitimate causes: an administrator who copies a kubeconfig to a laptop and uses it there. Tune by naming \
            the addresses that are right (--home) and the proxies before the API server (--trusted-proxy).

            Trigger it with: a copy of admin.conf, read by cat, used from another machine.

            If it was not meant: take away the role bindings of the certificate's user; a client certificate cannot be \
            revoked. If its group is system:masters, replace the certificate authority. See in the audit log what it did.
            """)
}
