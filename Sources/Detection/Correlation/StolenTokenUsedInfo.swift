// SPDX-License-Identifier: Apache-2.0

extension StolenTokenUsed {
    static let info = RuleInfo(
        id: "KW-3002", name: "Stolen token used", severity: .critical, attack: ["T1552.001", "T1528"], covers: [],
        summary: "A service-account token that was taken from a node was used from elsewhere.",
        explanation: """
            A service-account token works from anywhere for as long as it lives; a pod's token lives up to a year, although \
            the kubelet renews it within the hour.

            Fires when a token whose file was accessed by an unlisted process authenticates a request from another \
            address than those of its node, of the node's pods, and the configured homes. Bound tokens are joined by \
            their id (JTI=, Kubernetes 1.30 and later): critical. Tokens from Secrets have none: the account and the new \
            address join them, high. An address that the token's own pod was seen at before is no sign of it.

            Legitimate causes: a pod network whose addresses this sensor does not know. Tune with --home.

            Trigger it with: the token of a pod, read on the node by cat, used from another machine.

            If it was not meant: delete the pod that the token is bound to, or the Secret, or the service account: the \
            token dies with it. Then see in the audit log what it did.
            """)
}
