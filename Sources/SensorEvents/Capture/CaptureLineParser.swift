// SPDX-License-Identifier: Apache-2.0

/// Takes a capture line apart into its fixed text, number, checksum, kind and payload. Checks the text and the checksum,
/// not the payload.
struct CaptureLineParser {
    struct Fields: Equatable {
        var number: UInt64
        var kind: CaptureFormat.Kind
        var payload: ArraySlice<UInt8>
    }

    /// A problem, and how many bytes into the line.
    struct Failure: Error, Equatable {
        var problem: CaptureError.Problem
        var offset: Int
    }

    private let line: ArraySlice<UInt8>
    private var index: Int

    /// - Parameter line: without its line feed.
    init(_ line: ArraySlice<UInt8>) {
        self.line = line
        index = line.startIndex
    }

    mutating func parse() throws(Failure) -> Fields {
        if line.starts(with: CaptureFormat.headerStartAnyVersion), !line.starts(with: CaptureFormat.headerStart) {
            throw Failure(problem: .foreign, offset: CaptureFormat.headerStartAnyVersion.count)
        }
        let isHeader = line.starts(with: CaptureFormat.headerStart)
        try expect(isHeader ? "{\"schema\":\"\(CaptureFormat.schema)\",\"line\":" : "{\"line\":")
        let number = try decimal()
        try expect(",\"crc32\":\"")
        let checksum = line[index..<min(index + 8, line.endIndex)]
        index = checksum.endIndex
        try expect("\",\"")
        let kind = try kind()
        guard isHeader == (kind == .header) else { throw failure("the header's schema") }
        try expect("\":")
        guard line.last == 0x7D, index < line.endIndex - 1 else {
            throw Failure(problem: .malformed(expected: "}"), offset: max(0, line.count - 1))
        }
        let payload = line[index..<(line.endIndex - 1)]
        let computed = CaptureFormat.checksum(number: number, kind: kind, payload: payload)
        guard checksum.elementsEqual(computed.utf8) else { throw Failure(problem: .checksum, offset: 0) }
        return Fields(number: number, kind: kind, payload: payload)
    }

    private func failure(_ expected: String) -> Failure {
        Failure(problem: .malformed(expected: expected), offset: index - line.startIndex)
    }

    private mutating func expect(_ text: String) throws(Failure) {
        for byte in text.utf8 {
            guard index < line.endIndex, line[index] == byte else { throw failure(text) }
            index += 1
        }
    }

    /// Without sign or leading zeros, so that a number has one spelling.
    private mutating func decimal() throws(Failure) -> UInt64 {
        let digits = line[index...].prefix { (0x30...0x39).contains($0) }
        guard let number = UInt64(String(decoding: digits.prefix(20), as: UTF8.self)),
            digits.count == String(number).utf8.count
        else { throw failure("a line number") }
        index = digits.endIndex
        return number
    }

    private mutating func kind() throws(Failure) -> CaptureFormat.Kind {
        let word = line[index...].prefix { $0 != 0x22 }
        guard word.count <= 16, let kind = CaptureFormat.Kind(rawValue: String(decoding: word, as: UTF8.self)) else {
            throw failure("header, file, audit or end")
        }
        index = word.endIndex
        return kind
    }
}
