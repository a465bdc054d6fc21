// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorRuntime

/// Standard output of a running sensor.
final class LiveOutput {
    private let sink: AlertSink
    private let loop: EventLoop
    private var isClosed = false

    init(encoder: any AlertEncoder, minimumSeverity: Severity, loop: EventLoop) {
        sink = AlertSink(
            encoder: encoder, writer: DescriptorWriter.standardOutput(), minimumSeverity: minimumSeverity)
        self.loop = loop
    }

    /// Writes an alert. When whoever read standard output is gone, it stops the loop: going on would look like a quiet
    /// node.
    func deliver(_ alert: Alert) throws {
        do {
            try sink.deliver(alert)
        } catch let error as WriteError where error.isBrokenPipe {
            isClosed = true
            loop.stop()
            throw error
        }
    }

    /// - Throws: CommandFailure if alerts had nowhere to go.
    func check() throws {
        guard isClosed else { return }
        throw CommandFailure(
            .notHeld, "standard output was closed while the sensor ran; start it again with a reader that stays")
    }
}
