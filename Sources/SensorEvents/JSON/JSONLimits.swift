// SPDX-License-Identifier: Apache-2.0

/// Bounds on JSON input.
package enum JSONLimits {
    /// Bytes of one line. An API server's request body limit is 3 MiB, and an audit event holds a request and a
    /// response at most.
    package static let maximumLineBytes = 16 * 1024 * 1024

    /// Arrays and objects open at once. What nests deeper is not read as a whole; what stands before it is, and judged
    /// (`AuditRecovery`).
    package static let maximumDepth = 512
}
