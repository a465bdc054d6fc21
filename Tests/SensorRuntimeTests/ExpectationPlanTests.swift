// SPDX-License-Identifier: Apache-2.0

import Detection
import Testing

@testable import SensorRuntime

@Suite struct ExpectationPlanTests {
    private typealias Step = ExpectationPlan.Step

    @Test func `the way to each tree is expected name by name, but for what is at the root`() {
        let plan = ExpectationPlan(trees: [
            WatchedDirectory(path: "/etc/kubernetes", depth: 3),
            WatchedDirectory(path: "/var/lib/rancher/k3s", depth: 40),
        ])
        #expect(
            plan.steps == [
                Step(parent: "/etc", name: "kubernetes", treeDepth: 3),
                Step(parent: "/var", name: "lib"),
                Step(parent: "/var/lib", name: "rancher"),
                // The kernel walks no further.
                Step(parent: "/var/lib/rancher", name: "k3s", treeDepth: 16),
            ])
    }

    @Test func `a tree on the way to another is expected as a tree`() {
        let deep = WatchedDirectory(path: "/a/b/c", depth: 2)
        let shallow = WatchedDirectory(path: "/a/b", depth: 5)
        for trees in [[deep, shallow], [shallow, deep]] {
            #expect(
                ExpectationPlan(trees: trees).steps == [
                    Step(parent: "/a", name: "b", treeDepth: 5), Step(parent: "/a/b", name: "c", treeDepth: 2),
                ])
        }
    }
}
