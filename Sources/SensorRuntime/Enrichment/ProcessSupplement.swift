// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What `/proc` added to a kernel record.
package struct ProcessSupplement: Sendable, Equatable {
    /// What a record lacks and `/proc` is asked for.
    package struct Request: Sendable, Equatable {
        /// The arguments as far as the record has them, where it had to cut them.
        package var argsBeginning: [[UInt8]]?
        package var cwd: Bool
        package var cgroup: Bool

        package init(argsBeginning: [[UInt8]]? = nil, cwd: Bool = false, cgroup: Bool = false) {
            self.argsBeginning = argsBeginning
            self.cwd = cwd
            self.cgroup = cgroup
        }

        package var isEmpty: Bool { self == Request() }
    }

    package var args: [KernelString]?
    /// `args` were cut again, at the reader's own limit.
    package var argsTruncated: Bool
    package var cwd: KernelString?
    /// Path below the cgroup v2 root.
    package var cgroup: String?
    /// In the words of `FileEvent.missing`.
    package var missing: [String]

    package init(
        args: [KernelString]? = nil, argsTruncated: Bool = false, cwd: KernelString? = nil, cgroup: String? = nil,
        missing: [String] = []
    ) {
        self.args = args
        self.argsTruncated = argsTruncated
        self.cwd = cwd
        self.cgroup = cgroup
        self.missing = missing
    }
}
