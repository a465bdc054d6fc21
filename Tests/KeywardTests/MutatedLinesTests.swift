// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

/// A million lines that nobody wrote, through the whole way from bytes to alerts.
@Suite(.timeLimit(.minutes(10))) struct MutatedLinesTests {
    private static let lines = 1_000_000
    /// One in so many holds what rules look for, and is read whole; the others are passed over.
    private static let candidates = 40
    /// Lines of one write.
    private static let block = 1000
    /// What the process may grow after its first tenth. A line that is kept, whole or in part, is more in the end.
    private static let growthKiB = 8 * 1024

    @Test func `are read without a crash, and memory does not grow`() throws {
        let run = try KeywardReplay()
        var random = SplitMix64(seed: 23)
        let quiet = Array(#"{"kind":"Event","auditID":"7","verb":"get","requestURI":"/api/v1/pods"}"#.utf8)
        let sought = [AuditRecord.certificateRequest(), .approval(), .tokenRequest(), .signing()].map {
            Array($0.json.utf8)
        }
        var before = 0
        for block in 0..<(Self.lines / Self.block) {
            var bytes: [UInt8] = []
            for line in 0..<Self.block {
                let isSought = line % Self.candidates == 0
                let template = isSought ? sought[Int(random.next() % UInt64(sought.count))] : quiet
                Self.append(mutated: template, to: &bytes, &random)
            }
            try run.write(bytes)
            if block == Self.lines / Self.block / 10 { before = try run.residentKiB() }
        }
        let growth = try run.residentKiB() - before
        let outcome = try run.finish()
        #expect(outcome.status == 0)
        #expect(outcome.summary.contains("records=\(Self.lines) "))
        #expect(growth <= Self.growthKiB)
    }

    /// A copy with up to three bytes changed, and sometimes cut. No line feed is among them, and the first byte stays: a
    /// line that begins with white space or a bracket continues the one before it.
    private static func append(mutated template: [UInt8], to bytes: inout [UInt8], _ random: inout SplitMix64) {
        let start = bytes.count
        bytes += template
        var draw = random.next()
        for _ in 0..<(draw & 3) {
            draw = random.next()
            let byte = UInt8(truncatingIfNeeded: draw >> 32)
            bytes[start + 1 + Int(draw % UInt64(template.count - 1))] = byte == 0x0A ? 0x22 : byte
        }
        if draw >> 60 == 0 { bytes.removeLast(Int(draw >> 40) % template.count) }
        // Never blank: blank lines are not counted.
        if draw >> 60 == 0 { bytes.append(0x7D) }
        bytes.append(0x0A)
    }
}
