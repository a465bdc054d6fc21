// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// A statement of who may access which credential files.
///
/// It matches only if every attribute it states matches; a list is matched by any of its members, and an empty list
/// states nothing. An attribute that could not be resolved does not match.
package struct AllowEntry: Sendable, Equatable, Codable {
    package var name: String
    /// Globs. On the host only the verified path of the executable counts, never a command name or an argument. In a
    /// container it is the path there, and only for an entry that says which workload; in a service's own mount namespace
    /// too, for one that says which unit.
    package var exe: [String]
    /// Globs over the parent's executable path, as its own mount namespace shows it.
    package var parentExe: [String]
    /// Globs over the systemd unit.
    package var unit: [String]
    package var image: [String]
    package var namespace: [String]
    package var pod: [String]
    /// Name of a static pod's manifest (`kube-apiserver`): the pod is static, in kube-system, and is called that name,
    /// a dash and the node's.
    package var staticPod: String?
    package var uid: [UInt32]
    /// 4294967295 stands for a process that no login started.
    package var loginUID: [UInt32]
    package var access: AccessModes
    package var files: FileSelection
    /// Why this is legitimate, for whoever reviews it.
    package var reason: String
    /// From this instant on, by the event's own time, it matches nothing.
    package var expires: WallTime?

    private enum CodingKeys: String, CodingKey {
        case name, exe, unit, image, namespace, pod, uid, access, files, reason, expires
        case parentExe = "parent_exe"
        case staticPod = "static_pod"
        case loginUID = "loginuid"
    }

    package init(
        name: String, exe: [String] = [], parentExe: [String] = [], unit: [String] = [],
        image: [String] = [],
        namespace: [String] = [], pod: [String] = [], staticPod: String? = nil, uid: [UInt32] = [],
        loginUID: [UInt32] = [], access: AccessModes, files: FileSelection = FileSelection(),
        reason: String,
        expires: WallTime? = nil
    ) {
        self.name = name
        self.exe = exe
        self.parentExe = parentExe
        self.unit = unit
        self.image = image
        self.namespace = namespace
        self.pod = pod
        self.staticPod = staticPod
        self.uid = uid
        self.loginUID = loginUID
        self.access = access
        self.files = files
        self.reason = reason
        self.expires = expires
    }

    /// It says which workload, so it may match a process in a container.
    package var namesWorkload: Bool {
        staticPod != nil || !image.isEmpty || !namespace.isEmpty || !pod.isEmpty
    }

    /// It says who. One that does not would open a file to everybody.
    package var namesOpener: Bool {
        namesWorkload || !exe.isEmpty || !unit.isEmpty || !uid.isEmpty || !loginUID.isEmpty
    }
}
