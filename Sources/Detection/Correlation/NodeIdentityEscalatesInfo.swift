// SPDX-License-Identifier: Apache-2.0

extension NodeIdentityEscalates {
    static let info = RuleInfo(
        id: "KW-3005", name: "Stolen node identity escalates", severity: .critical,
        attack: ["T1078.004", "T1098.006", "T1550"], covers: [],
        summary:
            "After the theft of a node's credential, that node asked for certificates or tokens that it should not.",
        explanation: """
            A kubelet's certificate opens what its node may: the Secrets of its pods, tokens for them, and a certificate \
            in its own name. Thieves go on from there, and each such step is something no kubelet does.

            Fires when, after the file of a node's credential was accessed by an unlisted process, that node's identity \
            does what KW-2001, KW-2002 or KW-2004 to KW-2007 fire on: a certificate for another subject or signer, a \
            token that is not for one of its pods, an approval. High if the API server refused it, critical otherwise.

            Legitimate causes: none is known, apart from an exercise.

            Trigger it with: kubectl --kubeconfig kubelet.conf create token default, after a cat of the kubelet's key.

            If it was not meant: delete the Node object, rebuild the node, and treat what its pods could see as taken.
            """)
}
