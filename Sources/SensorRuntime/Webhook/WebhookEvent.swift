// SPDX-License-Identifier: Apache-2.0

/// One event of a request's body, not read yet.
struct WebhookEvent {
    /// What the webhook leaves out of each event of a list.
    private static let prefix = Array(#"{"kind":"Event","apiVersion":"audit.k8s.io/v1""#.utf8)

    let body: [UInt8]
    let range: Range<Int>
    /// From a list, so that it does not say what it is.
    let isListed: Bool

    /// Runs `body` with the event's own bytes.
    func withBytes<Result>(_ take: (UnsafeRawBufferPointer) -> Result) -> Result {
        body.withUnsafeBytes { take(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }

    /// As one line of the API server's audit log.
    var line: [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(Self.prefix.count + range.count + 1)
        if isListed, body[range].first == UInt8(ascii: "{") {
            let fields = body[range].dropFirst()
            line += Self.prefix
            let isEmpty = fields.first { !JSONSkipper.isWhitespace($0) } == UInt8(ascii: "}")
            if !isEmpty { line.append(UInt8(ascii: ",")) }
            line += fields
        } else {
            line += body[range]
        }
        // Between the tokens of an indented event; in a string JSON has none.
        for index in line.indices where line[index] == 0x0A || line[index] == 0x0D { line[index] = 0x20 }
        return line
    }
}
