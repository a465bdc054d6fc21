// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What to rotate or revoke once a credential file left the hands it belongs in: plain sentences, the first step first.
enum Remediation {
    static let ofDirectory =
        "A directory above credential files was touched: check every file below it against `keyward inventory`, and "
        + "treat the private ones as read."

    /// - Parameter file: nil for a directory above credential files.
    static func of(_ event: FileEvent, _ file: CredentialFile?) -> [String] {
        if let side = event.mountSide { return of(side) }
        guard let file else { return [ofDirectory] }
        let known = file.credentialClass.isSecret && event.file.isBlockDevice != true ? of(event.credentials ?? []) : []
        return known.isEmpty ? of(file) : known
    }

    private static func of(_ side: MountSide) -> [String] {
        switch side {
        case .of:
            [
                "Find the mount (`findmnt` in the process's mount namespace: `nsenter -t PID -m findmnt`) and unmount it, "
                    + "or remove the pod that was given it.",
                "Opening a file through it is an alert of its own: rotate what those name. If such alerts may be "
                    + "missing, treat the private files in it as read.",
            ]
        case .over:
            [
                "See what is there now before you unmount it (`findmnt`): the files that belong there are below it, "
                    + "unchanged.",
                "Restart whatever may have loaded a file from it, and look for certificates and tokens that a planted "
                    + "authority or key signed.",
            ]
        }
    }

    static func of(_ file: CredentialFile) -> [String] {
        switch file.credentialClass {
        case .certificate:
            [
                "A certificate is public; nothing has to be rotated for a read.",
                "If it was written or replaced, restore it and check which authorities the components now trust.",
            ]
        case .privateKey: privateKey(component: file.component)
        case .kubeconfig:
            [
                "Issue a new client certificate for this identity and replace the kubeconfig "
                    + "(kubeadm: `kubeadm certs renew`, then restart the component).",
                "A client certificate cannot be revoked and works until it expires: take its RBAC bindings away, and "
                    + "if its group is system:masters replace the cluster's certificate authority.",
            ]
        case .token:
            [
                "Delete the pod that the token is bound to, or the token's Secret: a bound token dies with its object.",
                "If it is a static or bootstrap token, remove it from its file or Secret and issue another.",
            ]
        case .datastore:
            [
                "Treat every Secret and every service-account token in the cluster as read: rotate them.",
                "Rotate the encryption keys of the datastore, if Secrets were encrypted at rest.",
            ]
        case .blockDevice:
            [
                "Treat every credential file on the device as read: `keyward inventory` lists them; rotate them, the "
                    + "certificate authorities first.",
                "If it was opened for writing, compare the files on it with a source you trust: pages in the cache "
                    + "hide a change until they are read again.",
            ]
        }
    }

    static func privateKey(component: String) -> [String] {
        switch component {
        case "ca", "cluster-ca", "etcd-ca", "front-proxy-ca":
            [
                "Replace this certificate authority and everything it signed: whoever holds its key can make any "
                    + "identity, and no certificate it signs can be revoked.",
                "Distribute the new authority beside the old one, reissue, and only then drop the old one.",
            ]
        case "service-account":
            [
                "Replace the service-account signing key on every API server and controller manager: its holder can "
                    + "make a token for any service account.",
                "Remove the old public key from --service-account-key-file as soon as workloads have new tokens.",
            ]
        case "kubelet":
            [
                "Delete the kubelet's client certificate, let it bootstrap a new one, and drain the node until then.",
                "The old certificate works until it expires: delete the Node object and give the node a new name if "
                    + "it must stop at once.",
            ]
        case "etcd":
            [
                "Replace the etcd certificate; if it is one that clients present, its holder can read and write all "
                    + "state, so treat every Secret in the cluster as read.",
                "If etcd must refuse it before it expires, replace etcd's certificate authority.",
            ]
        default:
            [
                "Make a new key and certificate for \(component.printable) and restart what uses it.",
                "The old certificate works until it expires: take its RBAC bindings away, or replace the authority "
                    + "that signed it.",
            ]
        }
    }
}
