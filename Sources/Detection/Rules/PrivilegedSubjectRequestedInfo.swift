// SPDX-License-Identifier: Apache-2.0

extension PrivilegedSubjectRequested {
    package static let info = RuleInfo(
        id: "KW-2004", name: "Privileged certificate requested", severity: .critical,
        attack: ["T1098.006", "T1649", "T1078"], covers: [],
        summary: "A certificate was requested whose subject is an administrator, a component, or another's node.",
        explanation: """
            A certificate's subject is its holder's user name (CN) and groups (O). Kubernetes guards one combination only: \
            the group system:masters at the signer kube-apiserver-client. kubeadm:cluster-admins, any other bound group, \
            and names such as system:kube-controller-manager pass. The subject is inside the request, base64 of PEM of \
            DER, where no search for a word finds it.

            The request is decoded, with any kind of key and string, and all of it if it holds several. Fires when a \
            group is system:masters, kubeadm:cluster-admins, another system: group, or one named with --privileged-group; \
            when the name begins with system: or is that of a component or administrator of kubeadm or AKS, or one named \
            with --privileged-user; and when it is a node's, unless that node asks, or a bootstrap identity at the \
            kubelet's signer. Quiet for cert-manager with a signer of its own.

            Critical. High when the API server refused (who asked must not vanish), and for serving certificates of \
            kubelets; medium for a dry run, and for signers that the API server does not trust by itself. Needs the \
            request's body: level Request or above. A request that cannot be read is told by KW-2001.

            Legitimate causes: an administrator who renews a component's certificate through the API, which is rare \
            enough to be asked about. kubeadm certs renew does not use it.

            Trigger it with: a CertificateSigningRequest made with openssl req -subj /O=system:masters/CN=trigger.

            If it was not meant: deny and delete the request at once. If it was signed, replace the cluster's client CA \
            where the group is system:masters; else remove what binds the subject. Rotate the requester's credential.
            """)
}
