// SPDX-License-Identifier: Apache-2.0

/// What keyward's exit status means; scripts rely on it.
enum ExitStatus: Int32 {
    case fine = 0
    /// What was asked for did not hold (`--fail-on`, `--expect`, a dead stage in `trigger`).
    case notHeld = 1
    /// Usage or configuration.
    case usage = 2
    /// The kernel or a privilege is missing.
    case unsupported = 3
    /// A capture or a compressed file is damaged.
    case damaged = 4
}
