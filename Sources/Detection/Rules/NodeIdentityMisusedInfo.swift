// SPDX-License-Identifier: Apache-2.0

extension NodeIdentityMisused {
    package static let info = RuleInfo(
        id: "KW-2005", name: "Node identity misused", severity: .critical, attack: ["T1098.006", "T1078", "T1649"],
        covers: [],
        summary: "A node or bootstrap identity asked for another's certificate, or approved or signed one.",
        explanation: """
            Every node holds a client certificate, and a bootstrap token lies on every machine that joined with one. Who \
            steals either first tries what else it gives: a certificate of another node or signer, or an approval. \
            Kubelets do none of that: they ask for their own client and serving certificates, and for those of their pods.

            Fires when a node (system:node:NAME in system:nodes) asks a signer other than the two for kubelets, or for \
            another subject than CN=system:node:NAME, O=system:nodes; when a bootstrap identity asks another signer than \
            kube-apiserver-client-kubelet, or for a subject that is no node's; when a node asks for a pod's certificate \
            (PodCertificateRequest) under another node's name; when either writes /approval or /status; when what it sends \
            cannot be read. The assumed identity of an impersonation counts as well.

            Critical; high when the API server refused (NodeRestriction does, since 1.31), for signers of others and for \
            a request that cannot be read; medium for a denial, a dry run, and a node's request that was refused with \
            403 and left no body.

            Quiet: a node's request for its own name, and a bootstrap identity's for any node's. A bootstrap identity may \
            ask for the name of a node that exists, and is given it: that cannot be told from a node that joins. Neither \
            can a thief be told from the kubelet whose next certificate it asks for.

            Legitimate causes: none known.

            Trigger it with: a kubelet's kubeconfig and kubectl create -f of a CertificateSigningRequest for \
            kubernetes.io/kube-apiserver-client.

            If it was not meant: treat the node as taken over. Drain and rebuild it, delete its Node object and the \
            bootstrap token, and see what else that identity did.
            """)
}
