// SPDX-License-Identifier: Apache-2.0

/// Where credential files lie on nodes and in pods, for rules that see a path in a request and not the file itself.
enum CredentialPaths {
    /// Where kubelets keep their own and their pods' credentials.
    private static let kubelets = [
        "/var/lib/kubelet", "/var/lib/k0s/kubelet", "/var/snap/microk8s/common/var/lib/kubelet",
    ]

    /// Directories of a node that hold credential files, of every distribution the path profiles or their makers'
    /// documentation name.
    private static let nodeDirectories =
        (kubelets + [
            "/etc/kubernetes", "/etc/rancher", "/etc/srv/kubernetes", "/srv/kubernetes", "/system/secrets",
            "/system/state", "/var/lib/etcd", "/var/lib/k0s", "/var/lib/microshift", "/var/lib/microshift-backups",
            "/var/lib/minikube/certs", "/var/lib/rancher/k3s/agent", "/var/lib/rancher/k3s/server",
            "/var/lib/rancher/rke2/agent", "/var/lib/rancher/rke2/server", "/var/snap/microk8s/current",
        ]).map(components)

    /// What lies below those and holds none: the sockets of device and storage plugins, images, settings.
    private static let harmless =
        (kubelets.flatMap { root in
            ["device-plugins", "plugins", "plugins_registry", "pod-resources", "seccomp"].map { "\(root)/\($0)" }
        } + [
            "/var/lib/rancher/k3s/agent/containerd", "/var/lib/rancher/k3s/agent/etc",
            "/var/lib/rancher/rke2/agent/containerd", "/var/lib/rancher/rke2/agent/etc", "/var/lib/k0s/containerd",
            "/var/lib/k0s/bin", "/etc/kubernetes/addons",
        ]).map(components)

    /// What a command names when it means a credential: in a pod, or on a node that the pod has mounted.
    private static let commandMarks = [
        "/run/secrets", "serviceaccount/token", "azure/tokens", "tokens/gcp-ksa", "..data", "/etc/kubernetes",
        "/etc/rancher", "/etc/srv/kubernetes", "/srv/kubernetes", "/system/secrets", "/var/lib/etcd/", "/var/lib/k0s",
        "/var/lib/kubelet", "/var/lib/microshift", "/var/lib/minikube/certs", "/var/lib/rancher/", "/var/snap/microk8s",
        ".kube/config", "/pki/", "/proc/1/root",
    ]

    /// Whether a volume of that path of the node shows credential files: one of their directories, what is below it, or
    /// what is above it.
    static func isExposed(byHostPath path: String) -> Bool {
        let path = components(path)
        if path.last?.hasSuffix(".crt") == true || harmless.contains(where: { path.starts(with: $0) }) { return false }
        return nodeDirectories.contains { $0.starts(with: path) || path.starts(with: $0) } || isHome(path)
    }

    /// A user's home, or what is above it: `.kube` lies there. Other directories in it are data.
    private static func isHome(_ path: [Substring]) -> Bool {
        path.contains(".kube") || path == ["root"] || path.first == "home" && path.count <= 2
    }

    /// The first credential path that a command names; nil if it names none. What a shell would see through (quotes, a
    /// doubled slash, `/./`) hides nothing.
    static func named(inCommand words: [String]) -> String? {
        let hidden: Set<Character> = ["'", "\"", "\\"]
        let text = words.joined(separator: " ").filter { !hidden.contains($0) }
        let separators: Set<Character> = [" ", "\n", "\t", ";", "|", "&", "<", ">", "(", ")", "`", ",", "="]
        return text.split(whereSeparator: separators.contains).lazy.map { simplified(String($0)) }.first { word in
            !isPublic(word) && commandMarks.contains { contains(word, $0) }
        }
    }

    /// A certificate without its key, the name of the pod's namespace, or the certificates that an image trusts.
    private static func isPublic(_ word: String) -> Bool {
        word.hasPrefix("/etc/pki/") || word.hasSuffix(".crt") || word.hasSuffix(".pub")
            || word.hasSuffix("serviceaccount/namespace")
    }

    private static func simplified(_ word: String) -> String {
        var parts: [Substring] = []
        for part in word.split(separator: "/", omittingEmptySubsequences: false) {
            if part == "." && !parts.isEmpty || part.isEmpty && parts.count > 1 { continue }
            parts.append(part)
        }
        if parts.count > 1, parts[0].isEmpty, parts[1].isEmpty { parts.removeFirst() }
        return parts.joined(separator: "/")
    }

    private static func contains(_ text: String, _ mark: String) -> Bool {
        let wanted = Array(mark.utf8)
        var rest = text.utf8[...]
        while let first = rest.firstIndex(of: wanted[0]) {
            if rest[first...].starts(with: wanted) { return true }
            rest = rest[rest.index(after: first)...]
        }
        return false
    }

    /// A path's names, with `.`, `..` and doubled slashes resolved as the kernel would without symbolic links.
    private static func components(_ path: String) -> [Substring] {
        var parts: [Substring] = []
        for part in path.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
        }
        return parts
    }
}
