// SPDX-License-Identifier: Apache-2.0

import Crypto
import SensorEvents

/// Makes an alert's id: the first 32 hexadecimal digits of a SHA-256 over what names the event and the rules that fired.
///
/// Each part is preceded by its length (8 bytes, little-endian), and each list by its count, so that no two different
/// inputs run together to the same bytes.
struct AlertID {
    private var hash = SHA256()

    /// - Parameter kind: keeps ids of different kinds of event apart.
    init(kind: String) {
        add(kind)
    }

    mutating func add(_ number: UInt64) {
        withUnsafeBytes(of: number.littleEndian) { hash.update(bufferPointer: $0) }
    }

    mutating func add(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            add(UInt64(bytes.count))
            hash.update(bufferPointer: UnsafeRawBufferPointer(bytes))
        }
    }

    mutating func add(bytes: [UInt8]) {
        add(UInt64(bytes.count))
        bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
    }

    mutating func add(_ texts: [String]) {
        add(UInt64(texts.count))
        for text in texts { add(text) }
    }

    var value: String { Hexadecimal.text(hash.finalize().prefix(16)) }
}

extension AlertID {
    /// A kernel record is named by boot, ring, load of the programs and its number in the ring; repeats of it by their
    /// count too, which only grows.
    static func of(_ event: FileEvent, rules: [String]) -> String {
        let origin = event.origin
        var id = AlertID(kind: "file")
        id.add(origin.bootID)
        id.add(origin.ring.rawValue)
        id.add(origin.epoch)
        id.add(origin.sequence)
        id.add(rules.sorted())
        if let repeats = event.repeats { id.add(repeats) }
        return id.value
    }
}
