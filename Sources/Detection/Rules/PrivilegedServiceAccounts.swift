// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Service accounts whose token is as good as an administrator's, or a step away from it.
enum PrivilegedServiceAccounts {
    /// The controllers of kube-controller-manager, which have their service accounts in kube-system and may write what
    /// they control in every namespace (kubernetes plugin/pkg/auth/authorizer/rbac/bootstrappolicy/controller_policy.go).
    private static let controllers: Set<String> = [
        "attachdetach-controller", "bootstrap-signer", "certificate-controller", "clusterrole-aggregation-controller",
        "cloud-controller-manager", "cronjob-controller", "daemon-set-controller", "deployment-controller",
        "device-taint-eviction-controller", "disruption-controller", "endpoint-controller", "endpointslice-controller",
        "endpointslicemirroring-controller", "ephemeral-volume-controller", "expand-controller",
        "generic-garbage-collector", "horizontal-pod-autoscaler", "job-controller",
        "legacy-service-account-token-cleaner", "namespace-controller", "node-controller", "persistent-volume-binder",
        "pod-garbage-collector", "pv-protection-controller", "pvc-protection-controller", "replicaset-controller",
        "replication-controller", "resource-claim-controller", "resourcequota-controller", "root-ca-cert-publisher",
        "route-controller", "service-account-controller", "service-controller", "statefulset-controller",
        "token-cleaner", "ttl-after-finished-controller", "ttl-controller",
    ]

    /// Operators that are commonly given cluster-admin, or every Secret, by their own manifests.
    private static let operators: Set<String> = [
        "argocd/argocd-application-controller", "argocd/argocd-server", "cattle-system/rancher",
        "cattle-system/cattle", "cattle-fleet-system/fleet-agent", "cert-manager/cert-manager",
        "crossplane-system/crossplane", "external-secrets/external-secrets", "flux-system/helm-controller",
        "flux-system/kustomize-controller", "kube-system/helm-controller", "kube-system/tiller",
        "kubernetes-dashboard/admin-user", "longhorn-system/longhorn-service-account",
        "olm/olm-operator-serviceaccount", "openshift-machine-config-operator/machine-config-daemon",
        "openshift-operator-lifecycle-manager/olm-operator-serviceaccount", "tigera-operator/tigera-operator",
        "velero/velero", "velero/velero-server",
    ]

    static func contains(namespace: String?, name: String?, _ settings: AuditSettings) -> Bool {
        guard let namespace, let name else { return false }
        if namespace == "kube-system", controllers.contains(name) { return true }
        return operators.contains("\(namespace)/\(name)")
            || settings.privilegedUsers.contains("system:serviceaccount:\(namespace):\(name)")
    }
}
