// SPDX-License-Identifier: Apache-2.0

extension PrivilegedTokenRequested {
    package static let info = RuleInfo(
        id: "KW-2007", name: "Powerful token requested", severity: .high, attack: ["T1528", "T1098"], covers: [],
        summary: "A token was requested of a privileged service account, bound to nothing, or for longer than a day.",
        explanation: """
            A token of clusterrole-aggregation-controller or another controller of kube-system is a cluster administrator's \
            login, and one that lives for years outlasts whoever made it. A token that is bound to no object ends only \
            with its time, or with the service account. Attack tools ask for all three at once.

            Fires on every TokenRequest that KW-2006 does not take for routine and that is for one of the controllers of \
            kube-system, for an operator that commonly holds cluster-admin or every Secret, or for an account named with \
            --privileged-user; or that asks for more than 24 hours; or that binds the token to nothing.

            Critical when a privileged account's token is to live longer than a day; high for one of the two; medium \
            when it is unbound and nothing else, when its audiences are other systems only, or when the audit level \
            leaves its terms out. Refused: medium for a privileged account, low otherwise. A dry run is not excused: \
            it returns a token that works.

            Legitimate causes: kubectl create token, which binds to nothing; a CI system that was set up with a token of \
            a year. Tune by using --bound-object-kind and --duration, and by logging serviceaccounts/token at level Request.

            Trigger it with: kubectl create token default --duration=48h.

            If it was not meant: delete and recreate the service account, which ends its tokens, take the permission \
            away, and look in the audit log for the token's use: its id is in the annotation \
            authentication.kubernetes.io/issued-credential-id.
            """)
}
