// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// An integer written without fraction or exponent that fits 64 bits.
    package var integer: Int? {
        numberText.flatMap { Int($0) }
    }

    /// A number without fraction or exponent, whatever its size.
    package var isWrittenAsInteger: Bool {
        numberText.map { $0.utf8.allSatisfy { $0 == UInt8(ascii: "-") || (0x30...0x39).contains($0) } } ?? false
    }

    /// A whole number however it is written: `201`, `201.0`, `2.01e2`, `"201"`.
    package var lenientInteger: Int? {
        if let integer { return integer }
        guard let text = numberText ?? string else { return nil }
        if let integer = Int(text) { return integer }
        return Double(text).flatMap { Int(exactly: $0) }
    }

    /// The strings of an array of strings; nil if it is anything else.
    package var strings: [String]? {
        guard kind == .array else { return nil }
        var strings: [String] = []
        for element in elements {
            guard let string = element.string else { return nil }
            strings.append(string)
        }
        return strings
    }
}
