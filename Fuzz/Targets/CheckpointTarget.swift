// SPDX-License-Identifier: Apache-2.0

import SensorRuntime

/// The checkpoint of an audit log: what can be read is written again as it was.
enum CheckpointTarget {
    static func run(_ bytes: [UInt8]) {
        guard let checkpoint = AuditCheckpoint(encoded: bytes) else { return }
        precondition(AuditCheckpoint(encoded: checkpoint.encoded) == checkpoint)
        precondition(checkpoint.offset >= UInt64(checkpoint.proof.length))
    }
}
