// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Replaces characters that JSON allows to stand raw but a terminal or a reader must not meet: DEL, C1 controls, line
/// and paragraph separators, zero-width and bidirectional controls (CVE-2021-42574).
///
/// JSON's own syntax is ASCII without DEL, so such a character can only stand inside a string, where its escape means
/// the same.
package enum JSONHostileEscapes {
    package static func apply(to json: [UInt8]) -> [UInt8] {
        guard json.contains(where: { $0 >= 0x7F }) else { return json }
        var safe: [UInt8] = []
        safe.reserveCapacity(json.count + 64)
        for scalar in String(decoding: json, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x7F || !KernelString(String(scalar)).isEscaped {
                safe.append(contentsOf: String(scalar).utf8)
            } else {
                safe.append(contentsOf: escape(scalar))
            }
        }
        return safe
    }

    /// `\uXXXX`; as a surrogate pair above the basic plane.
    private static func escape(_ scalar: Unicode.Scalar) -> [UInt8] {
        String(scalar).utf16.flatMap { unit in
            Array("\\u".utf8)
                + [12, 8, 4, 0].map { shift in
                    let digit = UInt8(unit >> UInt16(shift) & 15)
                    return digit < 10 ? 0x30 + digit : 0x57 + digit
                }
        }
    }
}

extension KernelString {
    fileprivate var isEscaped: Bool { raw != nil }
}
