// SPDX-License-Identifier: Apache-2.0

extension CredentialGrant {
    package static let info = RuleInfo(
        id: "KW-2009", name: "Right to mint credentials granted", severity: .medium, attack: ["T1098.006", "T1098"],
        covers: [],
        summary: "A role or a binding gives the right to approve or sign certificates, mint tokens, or impersonate.",
        explanation: """
            Before a certificate can be approved or a token minted, somebody must be allowed to. The rights that lead to \
            other identities are few: approve and sign on signers, writing certificatesigningrequests/approval or /status, \
            creating serviceaccounts/token, impersonate. A grant of one is the quiet first step, and it stays when the \
            thief's other traces are gone.

            Fires when a Role or ClusterRole is created, updated or patched (JSON patches too) whose rules give one of \
            them, and when a binding is written to a role of Kubernetes' own that does just that: \
            system:certificates.k8s.io:*-approver, *-signer, system:controller:certificate-controller. Wildcards count as \
            RBAC reads them. Bindings to cluster-admin are not this rule's business. Quiet for the API server's own \
            client, which makes the roles it comes with anew at every start, and for the controller that collects roles \
            into admin, edit and view.

            Medium. Low where a wildcard gives the right in passing (* in one list, others spelt out), where named objects \
            or signers of one's own are all it is for, where a patch adds a lone *, and when the API server refused; info \
            for a dry run. At level Metadata there are no rules to read, and only a binding's own name can tell.

            Legitimate causes: installing cert-manager, an approver, a token broker, a CI system, an operator that asks \
            for everything. Every later update of such a role fires again. Tune by granting on resourceNames.

            Trigger it with: kubectl create clusterrole keyward-trigger --verb=create --resource=serviceaccounts/token, \
            then delete it.

            If it was not meant: take the grant back, and look for certificates and tokens made with it in the meantime \
            (KW-2001, KW-2002, KW-2006).
            """)
}
