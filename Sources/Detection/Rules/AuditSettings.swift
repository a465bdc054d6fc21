// SPDX-License-Identifier: Apache-2.0

/// What the audit rules cannot know of a cluster by themselves.
package struct AuditSettings: Sendable, Equatable {
    /// Groups that are as good as an administrator here, beside those that are so everywhere.
    package var privilegedGroups: Set<String>
    /// The same for users; a service account is `system:serviceaccount:NAMESPACE:NAME`.
    package var privilegedUsers: Set<String>

    package init(privilegedGroups: Set<String> = [], privilegedUsers: Set<String> = []) {
        self.privilegedGroups = privilegedGroups
        self.privilegedUsers = privilegedUsers
    }
}
