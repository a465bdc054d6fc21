// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Identities whose routine the audit rules know. Names are compared whole: a bare prefix such as `system:` would also
/// excuse `system:admin`, the administrator's certificate of k3s and OpenShift.
enum KnownIdentity {
    /// A kubelet: `system:node:NAME` in the group `system:nodes`, which only its certificate gives.
    static func isNode(_ user: AuditUser) -> Bool {
        hasName(user, after: "system:node:") && (user.groups?.contains("system:nodes") ?? true)
    }

    /// `NAME` of `system:node:NAME`.
    static func nodeName(_ user: AuditUser) -> String? {
        hasName(user, after: "system:node:") ? user.username.map { String($0.dropFirst("system:node:".count)) } : nil
    }

    /// What a node uses before it has a certificate: a bootstrap token, or the names that installers give the same role
    /// (kubernetes.io/docs/reference/access-authn-authz/kubelet-tls-bootstrapping).
    static func isBootstrap(_ user: AuditUser) -> Bool {
        switch user.username {
        case "kubelet-bootstrap", "kubelet-nodepool-bootstrap": true
        default:
            hasName(user, after: "system:bootstrap:") && (user.groups?.contains("system:bootstrappers") ?? true)
        }
    }

    /// What OpenShift's new machines use instead, in its own records only.
    static func isNodeBootstrapper(_ user: AuditUser, _ form: AuditForm) -> Bool {
        form == .openshift
            && user.username == "system:serviceaccount:openshift-machine-config-operator:node-bootstrapper"
    }

    /// The controllers inside kube-controller-manager that approve and sign, with and without
    /// `--use-service-account-credentials`.
    static func isCertificateController(_ user: AuditUser) -> Bool {
        user.username == "system:serviceaccount:kube-system:certificate-controller"
            || user.username == "system:kube-controller-manager"
    }

    static func isControllerManager(_ user: AuditUser) -> Bool {
        user.username == "system:kube-controller-manager"
    }

    /// The API server's own client, which makes the roles it comes with anew at every start. It has no credential that
    /// could be told in the log; a certificate with its name has.
    static func isAPIServer(_ user: AuditUser) -> Bool {
        user.username == "system:apiserver" && user.credentialID == nil
            && (user.groups?.contains("system:masters") ?? true)
    }

    /// The controllers that make pods, or what pods are made from, of somebody else's template.
    static func isWorkloadController(_ user: AuditUser) -> Bool {
        let controllers = [
            "replicaset-controller", "replication-controller", "deployment-controller", "daemon-set-controller",
            "statefulset-controller", "job-controller", "cronjob-controller",
        ]
        return isControllerManager(user)
            || controllers.contains { user.username == "system:serviceaccount:kube-system:\($0)" }
    }

    /// Writes into the roles that collect others (admin, edit, view) what those say.
    static func isAggregationController(_ user: AuditUser) -> Bool {
        user.username == "system:serviceaccount:kube-system:clusterrole-aggregation-controller"
            || isControllerManager(user)
    }

    /// kubelet-csr-approver approves serving certificates of kubelets, and nothing else.
    static func isServingApprover(_ user: AuditUser) -> Bool {
        user.username == "system:serviceaccount:kube-system:kubelet-csr-approver"
    }

    /// cert-manager and its approver, which deal in signers of their own.
    static func isCertManager(_ user: AuditUser) -> Bool {
        switch user.username {
        case "system:serviceaccount:cert-manager:cert-manager",
            "system:serviceaccount:cert-manager:cert-manager-approver-policy",
            "system:serviceaccount:cert-manager:approver-policy":
            true
        default: false
        }
    }

    /// The provider's own control plane, in that provider's own records only: anywhere else these are names that any
    /// certificate may bear. AKS's `masterclient` is not among them: it is what `az aks get-credentials --admin` gives.
    static func isProvider(_ user: AuditUser, _ form: AuditForm) -> Bool {
        switch form {
        case .eks: hasName(user, after: "eks:")
        case .aks: user.username == "aksService"
        case .gke: user.username == "system:gcp-controller-manager" || user.username == "system:gke-controller-manager"
        case .openshift: user.username == "system:serviceaccount:openshift-cluster-machine-approver:machine-approver-sa"
        case .native, .eventListItem: false
        }
    }

    static func isServiceAccount(_ user: AuditUser, in namespace: String) -> Bool {
        hasName(user, after: "system:serviceaccount:\(namespace):")
    }

    private static func hasName(_ user: AuditUser, after prefix: String) -> Bool {
        guard let name = user.username else { return false }
        return name.utf8.starts(with: prefix.utf8) && name.utf8.count > prefix.utf8.count
    }
}
