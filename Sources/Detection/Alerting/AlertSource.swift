// SPDX-License-Identifier: Apache-2.0

/// Falco's `source`. falcosidekick makes policy reports only for these two names (outputs/policyreport.go).
package enum AlertSource: String, Sendable, Encodable {
    case syscall
    case k8saudit
}
