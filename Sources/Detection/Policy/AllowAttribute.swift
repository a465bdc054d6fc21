// SPDX-License-Identifier: Apache-2.0

/// The attributes of an allow entry, in the order in which a failed one is told.
enum AllowAttribute: String {
    case exe
    /// Never written down: every entry that names no workload is about processes of the host.
    case workload
    case staticPod = "static_pod"
    case image, namespace, pod, unit
    case parentExe = "parent_exe"
    case uid
    case loginUID = "loginuid"
    case access, files, expires
}
