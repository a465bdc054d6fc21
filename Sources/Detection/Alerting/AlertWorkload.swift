// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// `workload` of an alert: what runs the process. Its names come from the cgroup path and the container runtime's
/// annotations, so they are escaped like any other string an attacker may choose.
package struct AlertWorkload: Sendable, Equatable, Encodable {
    package var facts: Workload

    package init(facts: Workload) {
        self.facts = facts
    }

    package func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: AlertKey.self)
        try object.encode(KernelString(facts.cgroup), as: "cgroup")
        try object.encode(facts.unit.map { KernelString($0) }, as: "unit")
        try object.encode(facts.containerID.map { KernelString($0) }, as: "container_id")
        try object.encode(facts.podUID.map { KernelString($0) }, as: "pod_uid")
        try object.encode(facts.namespace.map { KernelString($0) }, as: "namespace")
        try object.encode(facts.pod.map { KernelString($0) }, as: "name")
        try object.encode(facts.image.map { KernelString($0) }, as: "image")
    }
}
