// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The directories of a node that a request's body makes volumes of: of a pod, a template, or a patch of one.
struct HostPathVolumes {
    /// Deeper than any volume lies in an object or patch of the API, and little enough for a hostile body.
    private static let maximumDepth = 14
    private static let workloads: Set<String> = ["deployments", "daemonsets", "statefulsets", "replicasets"]

    private(set) var paths: [String] = []

    /// Kinds that hold pods, or what pods are made from.
    static func canHold(_ target: RequestTarget) -> Bool {
        switch target.resource {
        case "pods", "podtemplates", "replicationcontrollers", "persistentvolumes": target.isIn("")
        case "jobs", "cronjobs": target.isIn("batch")
        default: workloads.contains(target.resource) && target.isIn("apps")
        }
    }

    init(_ event: AuditEvent) {
        guard let body = event.requestObject else { return }
        collect(in: body, depth: 0)
        for operation in body.elements { collect(ofOperation: operation) }
    }

    private mutating func collect(in value: JSONValue, depth: Int) {
        guard depth < Self.maximumDepth else { return }
        for element in value.elements { collect(in: element, depth: depth + 1) }
        for member in value.members {
            if member.isNamed("hostPath"), let path = member.value["path"]?.string { paths.append(path) }
            collect(in: member.value, depth: depth + 1)
        }
    }

    /// RFC 6902, where the operation's path says that the value is a volume's: `.../volumes/0/hostPath/path`.
    private mutating func collect(ofOperation operation: JSONValue) {
        guard let place = operation["path"]?.string, let value = operation["value"] else { return }
        if place.hasSuffix("/hostPath/path"), let path = value.string { paths.append(path) }
        if place.hasSuffix("/hostPath"), let path = value["path"]?.string { paths.append(path) }
    }
}
