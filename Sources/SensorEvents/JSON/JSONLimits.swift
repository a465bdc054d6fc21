// SPDX-License-Identifier: Apache-2.0

/// Bounds on JSON input.
package enum JSONLimits {
    /// Bytes of one line. An API server's request body limit is 3 MiB, and an audit event holds a request and a
    /// response at most.
    package static let maximumLineBytes = 16 * 1024 * 1024

    /// Arrays and objects open at once. The same as Go's encoding/json (`maxNestingDepth`): what the API server itself
    /// can read must not become unreadable here, or a deeply nested patch would hide its own record.
    package static let maximumDepth = 10_000
}
