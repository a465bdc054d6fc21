// SPDX-License-Identifier: Apache-2.0

extension SelfApproval {
    static let info = RuleInfo(
        id: "KW-2003", name: "Certificate approved by its requester", severity: .critical,
        attack: ["T1098.006", "T1649"], covers: [],
        summary: "The same user asked for a certificate and approved it.",
        explanation: """
            Asking and approving are two rights so that two look at it. Whoever has both makes itself a credential that \
            outlives every session, and those who do are thieves in a hurry or administrators in one.

            Fires when the user who created a CertificateSigningRequest is the one who approved it, within a day, \
            whichever of the two records comes first; also when the body of an approval names its sender as the \
            requester and the creation was not seen. Each act is an alert of its own too (KW-2001, KW-2002).

            Legitimate causes: an administrator who makes a certificate for a colleague by hand. Tune by giving the two \
            rights to two people.

            Trigger it with: kubectl create -f csr.yaml and kubectl certificate approve, by one user.

            If it was not meant: take away the role bindings of the certificate's subject, and the right to approve.
            """)
}
