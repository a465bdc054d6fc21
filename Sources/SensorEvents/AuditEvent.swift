// SPDX-License-Identifier: Apache-2.0

/// One Kubernetes audit record (audit.k8s.io/v1 Event), with the fields the rules read.
package struct AuditEvent: Sendable, Equatable {
    /// `requestReceivedTimestamp`, else `stageTimestamp`, else the epoch.
    package var time: WallTime

    package init(time: WallTime) {
        self.time = time
    }
}
