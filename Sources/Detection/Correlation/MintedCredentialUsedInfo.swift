// SPDX-License-Identifier: Apache-2.0

extension MintedCredentialUsed {
    static let info = RuleInfo(
        id: "KW-3004", name: "Credential minted by hand used", severity: .high, attack: ["T1098.001", "T1078.004"],
        covers: [],
        summary: "A certificate or token that somebody odd asked for was used.",
        explanation: """
            A thief with some access makes more of it last: a certificate of another name, a token of a stronger service \
            account. The request for it is one alert; its first use is what says that it was not a test.

            Fires on the first use of a token whose TokenRequest was an alert of medium severity or more (joined by \
            the annotation issued-credential-id, Kubernetes 1.30 and later), and of a certificate whose \
            CertificateSigningRequest or approval was (joined by the certificate in the request's status, which needs \
            audit level Request or above). The chain is walked back: if the request was made with a credential that was \
            itself minted or stolen, the alert says so, and then it is critical.

            Legitimate causes: an administrator who made a certificate or token on purpose. Tune as for the rule that \
            fired on the request.

            Trigger it with: kubectl create token default, and a request with the token.

            If it was not meant: delete what the token is bound to, or take away the certificate's role bindings; rotate \
            the credential of whoever asked.
            """)
}
