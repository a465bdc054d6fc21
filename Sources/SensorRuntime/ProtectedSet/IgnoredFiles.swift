// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Files below protected directories that no profile names, and of which the kernel therefore says nothing more.
struct IgnoredFiles {
    /// The oldest is let go of for a new one, so that whoever makes files cannot fill the protected set with them.
    static let capacity = 4096

    private var order: [InodeID] = []
    private var oldest = 0
    private var members: Set<InodeID> = []

    /// - Returns: the file that is not ignored any more instead.
    mutating func insert(_ id: InodeID) -> InodeID? {
        guard members.insert(id).inserted else { return nil }
        guard order.count == Self.capacity else {
            order.append(id)
            return nil
        }
        let replaced = order[oldest]
        order[oldest] = id
        oldest = (oldest + 1) % Self.capacity
        // One that was taken out has nothing to be undone.
        return members.remove(replaced)
    }

    /// It is protected, or not listed at all, from now on.
    mutating func remove(_ id: InodeID) {
        members.remove(id)
    }

    mutating func removeAll() -> Set<InodeID> {
        defer { self = IgnoredFiles() }
        return members
    }
}
