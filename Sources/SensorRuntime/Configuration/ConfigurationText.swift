// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The text of a configuration file, for errors that show its lines.
package struct ConfigurationText: Sendable {
    /// Bytes. Larger files are refused.
    package static let maximumSize = 1 << 20

    package let file: String
    let bytes: [UInt8]

    package init(file: String, bytes: [UInt8]) {
        self.file = file
        self.bytes = bytes
    }

    package init(file: String, text: String) {
        self.init(file: file, bytes: Array(text.utf8))
    }

    package func error(_ message: String, at mark: SourceMark) -> ConfigurationError {
        ConfigurationError(file: file, mark: mark, message: message, sourceLine: line(mark.line))
    }

    /// Where the byte at `offset` is.
    func mark(atByte offset: Int) -> SourceMark {
        let before = bytes.prefix(max(0, offset))
        let start = before.lastIndex(of: newline).map { $0 + 1 } ?? 0
        let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
        return SourceMark(line: before.count { $0 == newline } + 1, column: column)
    }

    private func line(_ number: Int) -> String {
        var start = 0
        for _ in 1..<max(1, number) {
            guard let end = bytes[start...].firstIndex(of: newline) else { return "" }
            start = end + 1
        }
        let end = bytes[start...].firstIndex(of: newline) ?? bytes.count
        return Self.printable(String(decoding: bytes[start..<end], as: UTF8.self))
    }

    static func printable(_ text: String) -> String {
        var shown = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != "\r" {
            let isASCII = (0x20...0x7E).contains(scalar.value)
            let isPlain = isASCII || KernelString(String(scalar)).raw == nil
            shown.append(scalar == "\t" ? " " : isPlain ? scalar : "\u{FFFD}")
        }
        return String(shown)
    }

    private var newline: UInt8 { UInt8(ascii: "\n") }
}
