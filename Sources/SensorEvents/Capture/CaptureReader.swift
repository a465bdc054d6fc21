// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// Checks and reads the lines of captures that follow one another.
///
/// It holds no bytes: whoever has the lines passes them in order. A line that throws does not stop the reader; the lines
/// after it stand on their own checksums. Before a header that comes while `isInsideCapture`, call `finish(at:)` too: the
/// capture before it was cut.
package struct CaptureReader<Policy: Codable & Sendable> {
    /// The number the next line must have; nil outside a capture.
    private var expected: UInt64?

    package init() {}

    /// Between a header and its end line, where every line must be a capture line.
    package var isInsideCapture: Bool { expected != nil }

    /// - Parameters:
    ///   - line: without its line feed.
    ///   - position: of the line's first byte.
    package mutating func read(
        _ line: ArraySlice<UInt8>, at position: InputPosition
    ) throws(CaptureError) -> CaptureLine<Policy> {
        guard line.count < CaptureFormat.maximumLine else {
            throw CaptureError(position: position, problem: .tooLong)
        }
        var parser = CaptureLineParser(line)
        let fields: CaptureLineParser.Fields
        do {
            fields = try parser.parse()
        } catch {
            // The next line's number is right if just this one is damaged.
            expected = expected.map { $0 + 1 }
            throw CaptureError(position: position.advanced(by: error.offset), problem: error.problem)
        }
        if fields.kind == .header { return try header(fields, at: position) }
        guard let number = expected else { throw CaptureError(position: position, problem: .noHeader) }
        expected = fields.kind == .end ? nil : fields.number &+ 1
        guard fields.number == number else {
            throw CaptureError(position: position, problem: .outOfOrder(expected: number, found: fields.number))
        }
        switch fields.kind {
        case .header, .audit: return .audit(Array(fields.payload))
        case .file: return .file(try decode(FileEvent.self, fields.payload, at: position))
        case .credentials: return .credentials(try decode([Credential].self, fields.payload, at: position))
        case .end:
            let end = try decode(CaptureEnd.self, fields.payload, at: position)
            guard end.events == number - 1 else {
                throw CaptureError(position: position, problem: .payload("wrong count of events"))
            }
            return .end
        }
    }

    private mutating func header(
        _ fields: CaptureLineParser.Fields, at position: InputPosition
    ) throws(CaptureError) -> CaptureLine<Policy> {
        guard fields.number == 0 else {
            throw CaptureError(position: position, problem: .outOfOrder(expected: 0, found: fields.number))
        }
        let header = try decode(CaptureHeader<Policy>.self, fields.payload, at: position)
        expected = 1
        return .header(header)
    }

    /// Call where an input ends.
    /// - Parameter position: just behind its last byte.
    /// - Throws: `.cut` if a capture has begun and not ended.
    package mutating func finish(at position: InputPosition) throws(CaptureError) {
        guard expected != nil else { return }
        expected = nil
        throw CaptureError(position: position, problem: .cut)
    }

    private func decode<Value: Decodable>(
        _ type: Value.Type, _ payload: ArraySlice<UInt8>, at position: InputPosition
    ) throws(CaptureError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(payload))
        } catch {
            throw CaptureError(position: position, problem: .payload(Self.reason(error)))
        }
    }

    private static func reason(_ error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, _): "\(key.stringValue) is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            "\(context.codingPath.map(\.stringValue).joined(separator: ".")) has another type"
        default: "not the JSON this version writes"
        }
    }
}
