// SPDX-License-Identifier: Apache-2.0

/// The CRC-32 of gzip and Ethernet (reflected polynomial 0xEDB88320, RFC 1952 section 8): finds every burst of damage
/// up to 32 bits, so every single flipped byte. It is no defence against someone who means to change a capture.
package struct CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
    }

    private var state: UInt32 = 0xFFFF_FFFF

    package init() {}

    package mutating func add(_ bytes: some Sequence<UInt8>) {
        Self.table.withUnsafeBufferPointer { table in
            for byte in bytes {
                state = state >> 8 ^ table[Int(UInt8(truncatingIfNeeded: state) ^ byte)]
            }
        }
    }

    package var value: UInt32 { ~state }

    /// Eight lower-case hexadecimal digits.
    package var text: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    /// `text` of `bytes` alone.
    package static func text(of bytes: some Sequence<UInt8>) -> String {
        var crc = CRC32()
        crc.add(bytes)
        return crc.text
    }
}
