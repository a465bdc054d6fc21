// SPDX-License-Identifier: Apache-2.0

/// What runs the opener: a systemd unit or a container, as its cgroup tells.
package struct Workload: Sendable, Equatable, Codable {
    /// Path below the cgroup v2 root, starting with `/`.
    package var cgroup: String
    /// The outermost systemd unit on that path (`kubelet.service`, `session-3.scope`); further in, whoever was delegated
    /// the cgroup chooses the names.
    package var unit: String?
    /// 64 hexadecimal digits.
    package var containerID: String?
    /// Pod UID with dashes; for a static pod the 32 hexadecimal digits that kubelet derives from its manifest.
    package var podUID: String?
    package var namespace: String?
    package var pod: String?
    package var image: String?

    package init(
        cgroup: String, unit: String? = nil, containerID: String? = nil, podUID: String? = nil,
        namespace: String? = nil, pod: String? = nil, image: String? = nil
    ) {
        self.cgroup = cgroup
        self.unit = unit
        self.containerID = containerID
        self.podUID = podUID
        self.namespace = namespace
        self.pod = pod
        self.image = image
    }

    /// kubelet names a static pod by an MD5 of its manifest (no dashes), every other pod by an RFC 4122 UUID that the
    /// API server made. An API user cannot create the former (kubernetes pkg/kubelet/config/common.go).
    package var isStaticPod: Bool {
        guard let podUID else { return false }
        return podUID.utf8.count == 32 && podUID.allSatisfy(\.isHexDigit)
    }
}
