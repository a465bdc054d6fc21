// SPDX-License-Identifier: Apache-2.0

extension GoldenCredentialUsed {
    static let info = RuleInfo(
        id: "KW-3003", name: "Credential that nobody issued", severity: .critical, attack: ["T1649", "T1606"],
        covers: [],
        summary:
            "After the theft of a signing key, a certificate or token was used that no request made and no file holds.",
        explanation: """
            Whoever holds the key of the cluster's certificate authority, or the key that signs service-account tokens, \
            makes identities without asking anybody: there is no request, no approval and no issuance in any log, and \
            no way to revoke what was made.

            Fires when, after such a key was accessed by an unlisted process, a credential is used that was never seen \
            before, that no CertificateSigningRequest or TokenRequest in the log led to, and that lies in no protected \
            file. It waits two minutes for what could explain it. Critical where the configuration says that the log of \
            every API server arrives here (--audit-complete) and the user is known by another certificate, or \
            is an administrator; medium otherwise, with the doubt in words: another API server may have issued the token, \
            the certificate may be one that is seldom used.

            Legitimate causes: kubeadm certs renew on a control-plane node without a sensor; a certificate that was \
            issued before the log began.

            Trigger it with: openssl x509 -req -CA ca.crt -CAkey ca.key, and kubectl with what comes of it.

            If it was not meant: replace the certificate authority (or the service-account key) and everything it signed.
            """)
}
