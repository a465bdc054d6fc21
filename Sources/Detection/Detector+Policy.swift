// SPDX-License-Identifier: Apache-2.0

extension Detector {
    /// Keyward's detector: its policy, and all of its rules.
    package init(policy: Policy, context: AlertContext, audit: AuditSettings = AuditSettings()) {
        self.init(
            context: context, fileRules: FileRules.all, auditRules: AuditRules.rules(audit),
            judge: { policy.judge($0) })
    }

    /// Of audit events alone: it knows no file, and reads no policy.
    package init(context: AlertContext, audit: AuditSettings) {
        self.init(context: context, fileRules: [], auditRules: AuditRules.rules(audit), judge: { _ in nil })
    }
}
