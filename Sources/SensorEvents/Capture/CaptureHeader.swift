// SPDX-License-Identifier: Apache-2.0

/// What replay must know beside the events, so that it asks the machine nothing.
///
/// `Policy` is what the user of the capture judges by; this module does not look into it.
package struct CaptureHeader<Policy: Codable & Sendable>: Codable, Sendable {
    /// Version of the keyward that wrote it.
    package var version: String
    package var hostname: String
    package var cluster: String?
    /// `/proc/sys/kernel/random/boot_id`.
    package var bootID: String
    package var created: WallTime
    /// What the sensor had reached when it was armed: `fentry`, `kprobe`.
    package var level: String
    /// `uname -r`.
    package var kernel: String
    /// The files the kernel matched when the capture began.
    package var protected: [CapturedFile]
    /// The policy in force.
    package var policy: Policy?
    /// Whose the protected files were when the capture began; nil in captures of versions that did not know.
    package var credentials: [Credential]?
    /// Of the machine, and of its pods' networks, in CIDR notation.
    package var addresses: [String]?
    package var podNetworks: [String]?

    package init(
        version: String, hostname: String, cluster: String? = nil, bootID: String, created: WallTime, level: String,
        kernel: String, protected: [CapturedFile], policy: Policy?
    ) {
        self.version = version
        self.hostname = hostname
        self.cluster = cluster
        self.bootID = bootID
        self.created = created
        self.level = level
        self.kernel = kernel
        self.protected = protected
        self.policy = policy
    }
}

extension CaptureHeader: Equatable where Policy: Equatable {}
