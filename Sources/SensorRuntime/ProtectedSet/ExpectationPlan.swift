// SPDX-License-Identifier: Apache-2.0

import CEventABI
import Detection
import SensorEvents

/// The directories above the protected trees, and the names on the way down to each.
///
/// The root directory is not among them: what lies directly below it is always there, and its name in a mount or rename
/// would be everybody's.
struct ExpectationPlan {
    /// A directory above a tree, and one that is expected in it.
    struct Step: Equatable {
        var parent: String
        var name: String
        /// Levels below the expected one that matter, if it is a tree; nil if it is on the way to one.
        var treeDepth: Int?

        var child: String { parent + "/" + name }
    }

    /// Parents before what is in them.
    let steps: [Step]

    init(trees: [WatchedDirectory]) {
        var steps: [String: Step] = [:]
        for tree in trees {
            let names = tree.path.split(separator: "/").map(String.init)
            for index in names.indices.dropFirst() {
                let parent = "/" + names[..<index].joined(separator: "/")
                let isTree = index == names.count - 1
                let step = Step(
                    parent: parent, name: names[index], treeDepth: isTree ? min(tree.depth, Int(KW_MATCH_LEVELS)) : nil)
                // What is a tree and above another is protected as the tree it is.
                if isTree || steps[step.child] == nil { steps[step.child] = step }
            }
        }
        self.steps = steps.values.sorted { $0.child < $1.child }
    }

    /// Gives the kernel the steps, and the directories of them that are there.
    ///
    /// - Parameter root: the host's, where they are looked for.
    func apply(to source: KernelSource, root: HostRoot, paths: inout ProtectedPaths) throws {
        let parents = Set(steps.map(\.parent)).sorted()
        let there = parents.compactMap { path -> (path: String, file: FileDescriptor)? in
            guard let file = try? root.locate(path), (try? file.status().kind) == .directory else { return nil }
            return (path, file)
        }
        // All at once: before 6.1 the kernel walks every process's files to answer.
        let ids = try withExtendedLifetime(there) { try source.identities(of: there.map(\.file.number)) }
        let identities = Dictionary(zip(there.map(\.path), ids)) { first, _ in first }
        for parent in parents {
            let number = paths.expectedNumber(of: parent, depth: steps.first { $0.child == parent }?.treeDepth)
            if let id = identities[parent] ?? nil { try source.expectBelow(id, number: number) }
            for step in steps where step.parent == parent {
                try source.expect(
                    step.name, below: number, child: paths.expectedNumber(of: step.child, depth: step.treeDepth),
                    treeDepth: step.treeDepth.map { UInt8(clamping: $0) })
            }
        }
    }
}
