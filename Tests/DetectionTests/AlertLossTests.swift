// SPDX-License-Identifier: Apache-2.0

import Detection
import Testing

@Suite struct AlertLossTests {
    private static func json(_ loss: AlertLoss) throws -> JSONNode? {
        let alert = try AlertSamples.alert(loss: loss)
        return try JSONNode(try AlertJSONEncoder().encode(alert))["loss"]
    }

    @Test func `nothing lost is no loss`() {
        #expect(AlertLoss(causes: [:]) == nil)
        #expect(AlertLoss(causes: Dictionary(uniqueKeysWithValues: LossCause.allCases.map { ($0, 0) })) == nil)
    }

    @Test func `the greatest cause names it, and all are counted`() throws {
        let loss = try #require(AlertLoss(causes: [.ringSecret: 2, .skipped: 5, .learn: 0]))
        #expect(loss.cause == "skipped")
        #expect(loss.count == 7)
        #expect(
            try Self.json(loss)
                == .object([
                    "cause": .string("skipped"), "count": .number(7),
                    "causes": .object(["ring_secret": .number(2), "skipped": .number(5)]),
                ]))
        let text = String(decoding: try AlertTextEncoder().encode(try AlertSamples.alert(loss: loss)), as: UTF8.self)
        #expect(text.contains("  loss      7 lost before this (ring_secret 2, skipped 5)\n"))
    }

    @Test func `of equals the first is named, so that the same loss is the same bytes`() throws {
        let causes = Dictionary(uniqueKeysWithValues: LossCause.allCases.map { ($0, UInt64(3)) })
        #expect(AlertLoss(causes: causes)?.cause == "ring_secret")
    }

    @Test func `a sum that no number holds stays at the greatest`() {
        #expect(AlertLoss(causes: [.ringOpen: .max, .identity: 1])?.count == .max)
    }

    @Test func `where causes are not told apart there is one`() throws {
        let loss = AlertLoss(cause: "ring", count: 3)
        #expect(try Self.json(loss) == .object(["cause": .string("ring"), "count": .number(3)]))
    }

    @Test func `every cause is a word of its own`() {
        #expect(LossCause.allCases.map(\.rawValue) == ["ring_secret", "ring_open", "skipped", "learn", "identity"])
    }
}
