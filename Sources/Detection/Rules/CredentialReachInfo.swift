// SPDX-License-Identifier: Apache-2.0

extension CredentialReach {
    package static let info = RuleInfo(
        id: "KW-2010", name: "Credential path reached through a pod", severity: .high,
        attack: ["T1609", "T1552.001", "T1611"], covers: [],
        summary: "A command that names a credential path was run in a pod, or a pod got one as a volume of its node.",
        explanation: """
            Two ways to credential files begin at the API server. kubectl exec takes the token of the pod it enters, and \
            the pod's account with it. A pod with a hostPath volume at or above /etc/kubernetes or /var/lib/kubelet shows \
            its user the keys of the node, on a control plane those of the cluster. The audit record names who did it, \
            which the process on the node does not.

            Fires on pods/exec (also by websocket, whose verb is get, and through nodes/proxy) when a word of the command \
            names such a path: a service account's token, /etc/kubernetes, /var/lib/kubelet, a pki directory, \
            .kube/config, the directories of k3s, RKE2, k0s and others. Certificates (.crt) and the namespace file do not \
            count. A session is told when it begins, not again when it ends. Fires also when a pod, or the template of a \
            Deployment, DaemonSet, StatefulSet, ReplicaSet, Job or CronJob, or a PersistentVolume, is written with such a \
            hostPath, or one above it such as / or /etc. Quiet for the mirror of a static pod, written by its node.

            High; info for pods that the workload controllers make (their template was judged when it was written) and \
            for dry runs of a write; low when the API server refused.

            Legitimate causes: node agents that need the root of the host (node-exporter, CSI drivers, backups, this \
            sensor); debugging. Tune by narrowing their hostPath to what they read.

            Trigger it with: kubectl exec POD -- ls /var/run/secrets/kubernetes.io/serviceaccount.

            If it was not meant: treat what lies at the path as read. Delete the pod (its bound tokens end), rotate the \
            credentials of the node it ran on (keyward inventory lists them), and take the permission away.
            """)
}
