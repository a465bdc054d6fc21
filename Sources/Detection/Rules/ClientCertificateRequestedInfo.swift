// SPDX-License-Identifier: Apache-2.0

extension ClientCertificateRequested {
    package static let info = RuleInfo(
        id: "KW-2001", name: "Client certificate requested", severity: .high, attack: ["T1098.006", "T1649"],
        covers: [.elasticClientCertificate, .pantherClientCertificate],
        summary: "A CertificateSigningRequest for client authentication was created.",
        explanation: """
            Whoever gets a CertificateSigningRequest signed by kubernetes.io/kube-apiserver-client, \
            kube-apiserver-client-kubelet or legacy-unknown holds a client certificate: a login to the API server under \
            any name and group the request asked for. Kubernetes cannot revoke it. It works until it expires, after the \
            account that asked for it is gone, and without a token that could be found on a disk.

            Fires when a request is created (also by server-side apply) whose signer is one of those three, or whose \
            usages include client auth, and when a pod's certificate is requested (PodCertificateRequest). Signers and usages \
            are compared whole. The request is decoded, and its subject and key are in the reason; one that cannot be read \
            fires all the same. Quiet for a node that asks the kubelet's \
            signer for its next certificate, for a bootstrap identity that asks it for a first one, for a node's pods, for cert-manager and \
            its own signers, and for a managed provider's control plane in that provider's own records. An impersonated \
            identity excuses nothing unless the caller would be excused too.

            High as a rule. Medium when the signer is not one the API server trusts by itself, or when the audit level \
            leaves the body out and the signer is unknown; low when the API server refused; info for a dry run.

            Legitimate causes: an administrator who issues a colleague's certificate by hand, or a tool that does so. \
            Tune by moving people to short-lived credentials of an identity provider, and by logging \
            certificatesigningrequests at level RequestResponse, so that signer and subject are known.

            Trigger it with: kubectl create -f a CertificateSigningRequest with signerName \
            kubernetes.io/kube-apiserver-client and usages [client auth], then delete it.

            If it was not meant: deny and delete the request before it is approved. If it was signed, find what the \
            subject may do, remove those role bindings, and if the subject was privileged replace the cluster's client CA: \
            nothing less ends the certificate.
            """)
}
