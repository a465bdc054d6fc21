// SPDX-License-Identifier: Apache-2.0

/// The container of a Tracee event.
package struct TraceeContainer: Sendable, Equatable {
    package var id: String
    package var image: String?
    package var podUID: String?
    package var namespace: String?
    package var pod: String?

    /// nil if the record names no container.
    init?(v1beta1 workload: JSONValue?) {
        let container = workload?["container"]
        guard let id = container?["id"]?.string, !id.isEmpty else { return nil }
        self.id = id
        image = container?["image"]?["name"]?.string
        let kubernetes = workload?["k8s"]
        podUID = kubernetes?["pod"]?["uid"]?.string
        pod = kubernetes?["pod"]?["name"]?.string
        namespace = kubernetes?["namespace"]?["name"]?.string
    }

    init?(legacy event: JSONValue) {
        let nested = event["container"]
        guard let id = (nested?["id"] ?? event["containerId"])?.string, !id.isEmpty else { return nil }
        self.id = id
        image = (nested?["image"] ?? event["containerImage"])?.string
        let kubernetes = event["kubernetes"]
        podUID = (kubernetes?["podUID"] ?? event["podUID"])?.string
        pod = (kubernetes?["podName"] ?? event["podName"])?.string
        namespace = (kubernetes?["podNamespace"] ?? event["podNamespace"])?.string
    }
}
