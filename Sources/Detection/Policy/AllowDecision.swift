// SPDX-License-Identifier: Apache-2.0

/// Whether an allow entry covers an access, and if none does, which came closest.
package struct AllowDecision: Sendable, Equatable {
    /// Name of the entry that allows it; nil if it is unlisted.
    package var allowedBy: String?
    /// Name of the entry that came closest: one for this executable if there is any, then by the fewest failures.
    package var nearest: String?
    /// The attributes of `nearest` that failed: `exe: want /usr/bin/kubelet, is /tmp/kubelet`.
    package var failed: [String]
    /// Of an unlisted access: the part that would have been allowed by itself. An opener that may only read, and opens
    /// for reading and writing, is unlisted, but its reading is not what is wrong.
    package var covered: AccessModes

    package init(
        allowedBy: String? = nil, nearest: String? = nil, failed: [String] = [],
        covered: AccessModes = []
    ) {
        self.allowedBy = allowedBy
        self.nearest = nearest
        self.failed = failed
        self.covered = covered
    }

    package var isAllowed: Bool { allowedBy != nil }

    /// No entry allows the access, and this part of it not even by itself.
    package func refuses(_ mode: AccessModes) -> Bool {
        !isAllowed && !covered.contains(mode)
    }
}
