package enum LossCause: String, Sendable, CaseIterable, Codable {
    case ringSecret = "ring_secret"
    case ringOpen = "ring_open"
    case skipped, learn, identity
}
extension AlertLoss {
    package init?(causes: [LossCause: UInt64]) {
        guard !causes.isEmpty else { return nil }
        self.init(cause: "x", count: causes.values.reduce(0, +))
    }
}
