// SPDX-License-Identifier: Apache-2.0

package import Detection

/// What one sensor is told at its start.
package struct SensorOptions {
    package var policy: Policy
    package var context: AlertContext
    /// The host's root as this process sees it: `/`, or `/host` in a container.
    package var root: String
    package var stateDirectory: String
    /// Where the host's processes are shown.
    package var procfs: String
    /// Which hooks may be used.
    package var hook: HookChoice
    /// Alerts below it are seen by nobody.
    package var minimumSeverity: Severity
    /// Bytes of another kernel object than the embedded one.
    package var kernelObject: [UInt8]?
    /// What this very process does is judged as well: it is the thief.
    package var judgesItself = false
    /// Between two looks at the protected trees that no change asked for.
    package var rescanSeconds: Double

    package init(
        policy: Policy, context: AlertContext, root: String = "/", stateDirectory: String = "/var/lib/keyward",
        procfs: String = "/proc", hook: HookChoice = .auto, minimumSeverity: Severity = .info,
        kernelObject: [UInt8]? = nil, rescanSeconds: Double = 60
    ) {
        self.policy = policy
        self.context = context
        self.root = root
        self.stateDirectory = stateDirectory
        self.procfs = procfs
        self.hook = hook
        self.minimumSeverity = minimumSeverity
        self.kernelObject = kernelObject
        self.rescanSeconds = rescanSeconds
    }
}
