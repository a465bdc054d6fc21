// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Reads top-level JSON values: one a line, or one over several lines where it was printed for people.
///
/// Only a line that starts with white space or a closing bracket continues a value: an audit log's records start in the
/// first column, so a record that was cut does not take the next one with it.
final class RecordReader {
    private let lines: LineReader
    private let maximumRecord: Int
    private var lookahead: InputLine?

    init(_ lines: LineReader, maximumRecord: Int) {
        self.lines = lines
        self.maximumRecord = maximumRecord
    }

    var offset: UInt64 { lookahead?.offset ?? lines.offset }
    /// Lines read so far; 0 only before the first, or of an input without one byte.
    var lineNumber: UInt64 { lines.count }
    var consumed: UInt64 { lines.consumed }

    /// The next line as it is, for a form that has its own rule of lines; nil at the end. Blank lines are skipped.
    func nextLine() throws(InputError) -> InputLine? {
        while let line = try pop() {
            if !line.isBlank { return line }
        }
        return nil
    }

    /// Completes a value that `line` begins.
    func record(startingWith line: InputLine) throws(InputError) -> InputLine {
        guard !line.isOverlong, line.isTerminated, !looksComplete(line.bytes) else { return line }
        // Whatever continues a value belongs to it.
        let search = lines.search
        lines.search = nil
        defer { lines.search = search }
        var record = line
        var depth = JSONDepth()
        depth.add(line.bytes)
        while depth.isOpen {
            guard let next = try pop() else { break }
            guard next.isOverlong || next.isBlank || continues(next.bytes) else {
                lookahead = next
                break
            }
            depth.add(next.bytes)
            record.length += 1 + next.length
            record.isOverlong = record.isOverlong || next.isOverlong || record.length > maximumRecord
            if record.isOverlong {
                record.bytes = []
            } else {
                record.bytes.append(0x0A)
                record.bytes += next.bytes
            }
        }
        return record
    }

    private func pop() throws(InputError) -> InputLine? {
        if let line = lookahead {
            lookahead = nil
            return line
        }
        return try lines.next()
    }

    /// The ordinary case, told without looking at every byte.
    private func looksComplete(_ bytes: [UInt8]) -> Bool {
        let last = bytes.last { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
        return bytes.first == UInt8(ascii: "{") && last == UInt8(ascii: "}")
    }

    private func continues(_ bytes: [UInt8]) -> Bool {
        switch bytes.first {
        case 0x20, 0x09, UInt8(ascii: "}"), UInt8(ascii: "]"): true
        default: false
        }
    }
}
