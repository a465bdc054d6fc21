// SPDX-License-Identifier: Apache-2.0

extension CertificateRequestApproved {
    package static let info = RuleInfo(
        id: "KW-2002", name: "Certificate request approved by hand", severity: .high, attack: ["T1098.006", "T1649"],
        covers: [.elasticClientCertificate],
        summary: "A CertificateSigningRequest was approved or signed by other than the controllers.",
        explanation: """
            Approval is the one step between asking for a client certificate and having it: kube-controller-manager \
            signs whatever is approved. Writing a certificate into the request's status goes around even that. A person \
            does either seldom; a thief with the right permission does both within seconds of asking.

            Fires on a write to /approval that sets the condition Approved, or to /status that holds a certificate (a \
            PodCertificateRequest's included), and on either when the audit level leaves out what was written. A denial is info: it changes nothing, but who \
            denies may approve. Quiet for the certificate controllers of kube-controller-manager, for kubelet-csr-approver \
            and serving certificates, for cert-manager and its own signers, and for a managed provider's control plane in \
            that provider's own records; each only for the signers that are its business.

            High as a rule. Critical where the body shows a privileged subject (KW-2004). Medium for serving certificates of kubelets and low for signers that the API server does not \
            trust by itself, where the response proves the signer: the sender of an approval may write any signer into \
            its body. Low when the API server refused; info for a dry run.

            Legitimate causes: an administrator who runs kubectl certificate approve for a new node or a colleague; an \
            approver this sensor does not know. Tune by giving nodes an approver that checks them, and by granting \
            approve on single signers only.

            Trigger it with: kubectl certificate approve NAME, for a CertificateSigningRequest of your own making.

            If it was not meant: see who asked for the certificate and for which subject (the request is kept for an hour \
            after its approval), remove that subject's role bindings, take the permission to approve from whoever \
            used it, and if the subject was privileged replace the cluster's client CA.
            """)
}
