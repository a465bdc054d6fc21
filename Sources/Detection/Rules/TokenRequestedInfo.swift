// SPDX-License-Identifier: Apache-2.0

extension TokenRequested {
    package static let info = RuleInfo(
        id: "KW-2006", name: "Service account token requested", severity: .medium, attack: ["T1528", "T1552.007"],
        covers: [.elasticTokenRequest],
        summary: "A service account token was requested by other than a kubelet for its own pod or a known controller.",
        explanation: """
            The TokenRequest API gives a token of any service account to whoever may create serviceaccounts/token. No \
            file is read and no pod is entered, so the audit record is all there is to see. Kubelets use it for every \
            pod they start, and kube-controller-manager for its own controllers; anybody else who uses it takes another \
            identity.

            Fires on every other request. Quiet for a node that asks for a token bound to a pod, for \
            kube-controller-manager and the accounts of kube-system, for a managed provider's control plane in that \
            provider's own records, and for a service account of kube-system whose request is logged and asks for at \
            most an hour and for other systems only (its audiences are HTTPS URLs, none of them known as an API \
            server's). An API server whose own audience is an unusual URL is not told from such a system. An \
            impersonated identity excuses nothing unless the caller would be excused too.

            At level Metadata the terms are unknown. A node is then taken at its word unless its user agent is not a \
            kubelet's: the NodeRestriction admission plugin gives a node tokens of its own pods only. That plugin must be on.

            Medium as a rule; low when the API server refused; info when it refused a node before reading the body, which \
            happens while a pod is being scheduled. A dry run (?dryRun=All) is not excused: it returns a token that works.

            Legitimate causes: kubectl create token; CI systems and secret brokers that mint tokens; cert-manager, Argo CD \
            or external-secrets where they are told to. Tune by giving such a program an account of its own that may mint \
            for named service accounts only.

            Trigger it with: kubectl create token default.

            If it was not meant: delete and recreate the service account, which ends its tokens (a token that was bound \
            ends with its pod or Secret), take the permission away, and look in the audit log for the token's use: its id \
            is in the annotation authentication.kubernetes.io/issued-credential-id here and in user.extra there.
            """)
}
