// SPDX-License-Identifier: Apache-2.0

extension Detector {
    /// Keyward's detector: its policy, and all of its rules.
    package init(policy: Policy, context: AlertContext) {
        self.init(
            context: context, fileRules: FileRules.all, auditRules: AuditRules.all, judge: { policy.judge($0) })
    }
}
