// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Reads a workload out of a cgroup v2 path.
///
/// Whoever is delegated a cgroup (a user's service manager, a container with a writable cgroup mount) names the
/// directories below it. So the outermost unit, pod and container are taken, which systemd and the container runtime
/// named, and what lies further in is not believed: a user's `app.slice/kubelet.service` is not the kubelet.
///
/// Sources: systemd src/basic/cgroup-util.c (`cg_path_get_unit`, `cg_unescape`); kubernetes
/// pkg/kubelet/cm/cgroup_manager_linux.go (`ToSystemd`, `ToCgroupfs`) and pod_container_manager_linux.go; runc
/// libcontainer/cgroups/systemd (`getUnitName`).
package enum CgroupPath {
    package static func parse(_ path: String) -> Workload {
        let shown = KernelString(path).text
        var workload = Workload(cgroup: shown.isEmpty ? "/" : shown)
        var enclosing: String?
        for component in path.split(separator: "/") {
            if workload.unit == nil { workload.unit = unit(component) }
            // A runtime set to the systemd form on a cgroupfs kubelet makes `<pod slice>:cri-containerd:<id>`.
            for part in component.split(separator: ":") {
                if workload.podUID == nil, let uid = podUID(part, below: enclosing) {
                    workload.podUID = uid
                    // What encloses the pod is the node it runs on (kind, docker in docker).
                    workload.containerID = nil
                } else if workload.containerID == nil {
                    workload.containerID = containerID(part)
                }
            }
            enclosing = String(component)
        }
        return workload
    }

    private static func unit(_ component: Substring) -> String? {
        // systemd puts `_` before a name that the kernel's own file names could collide with.
        let name = component.first == "_" ? component.dropFirst() : component
        let suffixes = [".service", ".scope", ".socket", ".mount", ".swap"]
        guard suffixes.contains(where: { name.hasSuffix($0) && name.utf8.count > $0.utf8.count }) else { return nil }
        return KernelString(String(name)).text
    }

    private static func podUID(_ part: Substring, below enclosing: String?) -> String? {
        if part.hasSuffix(".slice") {
            // `[<cgroup root>-]kubepods[-burstable|-besteffort]-pod<uid>.slice`, dashes of the uid as underscores.
            let name = part.dropLast(".slice".utf8.count)
            guard let dash = name.lastIndex(of: "-"), name[..<dash].split(separator: "-").contains("kubepods"),
                name[dash...].hasPrefix("-pod")
            else { return nil }
            return uid(name[dash...].dropFirst("-pod".utf8.count).replacing("_", with: "-"))
        }
        guard part.hasPrefix("pod"), let enclosing, ["kubepods", "burstable", "besteffort"].contains(enclosing) else {
            return nil
        }
        return uid(String(part.dropFirst("pod".utf8.count)))
    }

    /// An RFC 4122 UUID, or the 32 digits of a static pod.
    private static func uid(_ text: some StringProtocol) -> String? {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.allSatisfy({ $0.utf8.allSatisfy(isLowercaseHex) }),
            [[32], [8, 4, 4, 4, 12]].contains(groups.map(\.utf8.count))
        else { return nil }
        return String(text)
    }

    private static func containerID(_ part: Substring) -> String? {
        let name = part.hasSuffix(".scope") ? part.dropLast(".scope".utf8.count) : part
        let pieces = name.split(separator: "-", omittingEmptySubsequences: false)
        guard let id = pieces.last, id.utf8.count == 64, id.utf8.allSatisfy(isLowercaseHex) else { return nil }
        // The runtime's monitor (`crio-conmon-<id>`) runs on the host and is not the container.
        return pieces.contains("conmon") ? nil : String(id)
    }

    private static func isLowercaseHex(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}
