// SPDX-License-Identifier: Apache-2.0

/// Writes one capture. Each line goes to `write` whole, with its line feed.
package struct CaptureWriter<Policy: Codable & Sendable> {
    private let write: ([UInt8]) throws -> Void
    private var nextLine: UInt64 = 0

    /// Writes the header.
    /// - Throws: what `write` throws, or `EncodingError`.
    package init(header: CaptureHeader<Policy>, write: @escaping ([UInt8]) throws -> Void) throws {
        self.write = write
        try append(.header, payload: JSONLine.encode(header))
    }

    package mutating func append(_ event: FileEvent) throws {
        try append(.file, payload: JSONLine.encode(event))
    }

    package mutating func append(_ credentials: [Credential]) throws {
        try append(.credentials, payload: JSONLine.encode(credentials))
    }

    /// - Parameter record: the JSON text of one audit record. It may span lines: JSON has line feeds only between tokens,
    ///   where a space means the same.
    package mutating func append(auditRecord record: some Sequence<UInt8>) throws {
        try append(.audit, payload: record.map { $0 == 0x0A ? 0x20 : $0 })
    }

    /// Writes the end line. A capture without one reads as cut.
    package mutating func finish() throws {
        try append(.end, payload: JSONLine.encode(CaptureEnd(events: nextLine - 1)))
    }

    private mutating func append(_ kind: CaptureFormat.Kind, payload: [UInt8]) throws {
        let checksum = CaptureFormat.checksum(number: nextLine, kind: kind, payload: payload)
        let schema = kind == .header ? "\"schema\":\"\(CaptureFormat.schema)\"," : ""
        var line = Array("{\(schema)\"line\":\(nextLine),\"crc32\":\"\(checksum)\",\"\(kind.rawValue)\":".utf8)
        line.reserveCapacity(line.count + payload.count + 2)
        line += payload
        line += [0x7D, 0x0A]
        try write(line)
        nextLine += 1
    }
}
