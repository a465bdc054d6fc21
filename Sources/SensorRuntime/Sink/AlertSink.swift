// SPDX-License-Identifier: Apache-2.0

package import Detection

/// An encoder with a writer, and what is grave enough for them.
package final class AlertSink {
    package enum Delivery: Sendable, Equatable {
        case delivered
        /// Below the sink's minimum severity.
        case belowMinimum
    }

    private let encoder: any AlertEncoder
    private let writer: any AlertWriter
    private let minimumSeverity: Severity
    package private(set) var delivered: UInt64 = 0
    package private(set) var belowMinimum: UInt64 = 0
    package private(set) var failed: UInt64 = 0

    /// - Parameter minimumSeverity: milder alerts are counted and left out. A live sensor leaves out `info`, a replay
    ///   nothing.
    package init(encoder: any AlertEncoder, writer: any AlertWriter, minimumSeverity: Severity) {
        self.encoder = encoder
        self.writer = writer
        self.minimumSeverity = minimumSeverity
    }

    /// - Throws: `WriteError`, or `EncodingError` of the encoder; either is counted in `failed`.
    @discardableResult
    package func deliver(_ alert: Alert) throws -> Delivery {
        guard alert.severity >= minimumSeverity else {
            belowMinimum += 1
            return .belowMinimum
        }
        do {
            try writer.write(try encoder.encode(alert))
        } catch {
            failed += 1
            throw error
        }
        delivered += 1
        return .delivered
    }
}
