// SPDX-License-Identifier: Apache-2.0

/// Whether an allow entry covers an access, and if none does, which came closest.
package struct AllowDecision: Sendable, Equatable {
    /// Name of the entry that allows it; nil if it is unlisted.
    package var allowedBy: String?
    /// Name of the entry that matched most attributes without matching all.
    package var nearest: String?
    /// The attributes of `nearest` that failed: `exe: want /usr/bin/kubelet, is /tmp/kubelet`.
    package var failed: [String]

    package init(allowedBy: String? = nil, nearest: String? = nil, failed: [String] = []) {
        self.allowedBy = allowedBy
        self.nearest = nearest
        self.failed = failed
    }

    package var isAllowed: Bool { allowedBy != nil }
}
