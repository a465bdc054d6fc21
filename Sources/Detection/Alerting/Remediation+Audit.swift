// SPDX-License-Identifier: Apache-2.0

import SensorEvents

extension Remediation {
    /// By what kind of object was asked for.
    static func of(_ event: AuditEvent) -> [String] {
        let target = RequestTarget(event)
        switch (target?.resource, target?.subresource) {
        case ("podcertificaterequests", _):
            return [
                "Delete the request before it is signed, and the pod that it names: its certificate ends with its time "
                    + "alone, a day at most for the signers of Kubernetes.",
                "Rotate the credential of whoever asked, and of the node if that was a node.",
            ]
        case ("certificatesigningrequests", _):
            return [
                "If this was not meant, deny or delete the request before it is signed: "
                    + "`kubectl certificate deny NAME`.",
                "An issued client certificate cannot be revoked: remove the RBAC bindings of its subject, and if its "
                    + "group is system:masters replace the cluster's certificate authority.",
                "Rotate the credential of whoever asked and of whoever approved.",
            ]
        case ("serviceaccounts", "token"):
            return [
                "Delete the object that the token is bound to, or the service account itself: its tokens die with it.",
                "Rotate the credential of whoever asked for the token.",
            ]
        case ("secrets", _):
            return [
                "Delete the Secret: a service-account token or bootstrap token in it stops working at once.",
                "Rotate the credential of whoever created it.",
            ]
        case ("pods", _), ("nodes", "proxy"), ("deployments", _), ("daemonsets", _), ("statefulsets", _),
            ("replicasets", _), ("jobs", _), ("cronjobs", _), ("replicationcontrollers", _), ("podtemplates", _),
            ("persistentvolumes", _):
            return [
                "Treat the credential files of the pod's node as read: see `keyward inventory` there, and rotate them.",
                "Rotate the credential of whoever made the request.",
            ]
        case ("clusterroles", _), ("roles", _), ("clusterrolebindings", _), ("rolebindings", _):
            return [
                "Take the grant back, and look for certificates and tokens made with it in the meantime.",
                "Rotate the credential of whoever granted it.",
            ]
        default:
            return ["Find out who holds the credential that made this request, and rotate it."]
        }
    }
}
