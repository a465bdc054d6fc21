// SPDX-License-Identifier: Apache-2.0

/// Where a kernel record came from; with the boot it names one record for ever.
package struct EventOrigin: Sendable, Hashable, Codable {
    /// The two ring buffers. A flood of one cannot displace the other.
    package enum Ring: String, Sendable, Codable {
        /// Private keys, kubeconfigs, tokens, and whatever is not known to be public.
        case secret
        /// Public certificates.
        case open
    }

    /// `/proc/sys/kernel/random/boot_id`.
    package var bootID: String
    package var ring: Ring
    /// Counts the records of one ring since the kernel programs were loaded; a gap is a loss.
    package var sequence: UInt64
    /// Boot-time nanoseconds at which the programs were loaded; tells apart two loads within one boot.
    package var epoch: UInt64

    package init(bootID: String, ring: Ring, sequence: UInt64, epoch: UInt64) {
        self.bootID = bootID
        self.ring = ring
        self.sequence = sequence
        self.epoch = epoch
    }
}
