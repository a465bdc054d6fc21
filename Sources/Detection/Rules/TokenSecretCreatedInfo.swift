// SPDX-License-Identifier: Apache-2.0

extension TokenSecretCreated {
    package static let info = RuleInfo(
        id: "KW-2008", name: "Token Secret created", severity: .high, attack: ["T1098", "T1136"], covers: [],
        summary: "A Secret was created that is a login: a service account's token without end, or a bootstrap token.",
        explanation: """
            Whoever may create Secrets in a namespace can have a token of any service account in it, one that never \
            expires and that no TokenRequest shows: a Secret of type kubernetes.io/service-account-token is filled by the \
            control plane. A Secret of type bootstrap.kubernetes.io/token in kube-system lets its holder ask for a \
            kubelet's certificate under the name of any node, an existing one included.

            Fires on the creation of either (also by server-side apply). Quiet for kube-controller-manager, where it makes \
            the token Secret of a service account under the name that follows from the account's, as it did before \
            Kubernetes 1.24; not under an assumed identity.

            High as a rule. Where the audit level leaves the type out, the name decides, and less surely: medium for \
            bootstrap-token-xxxxxx in kube-system, low for any other name that ends in -token-xxxxx. Low when the API \
            server refused; info for a dry run.

            Legitimate causes: kubeadm init and kubeadm token create; Cluster API, which makes a bootstrap token for each \
            machine; a program outside of the cluster that cannot renew a token. Tune by giving such programs \
            TokenRequest tokens instead. Secrets must never be logged above level Metadata, so that in practice the name \
            is all there is, unless they come by a write that is logged in full.

            Trigger it with: kubeadm token create --ttl 1m.

            If it was not meant: delete the Secret, which ends its token at once, then see what was done with it: a node \
            that joined, a CertificateSigningRequest by system:bootstrap:ID, requests of that service account.
            """)
}
