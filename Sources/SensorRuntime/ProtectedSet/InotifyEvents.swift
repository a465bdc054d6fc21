// SPDX-License-Identifier: Apache-2.0

/// The `struct inotify_event`s in bytes read from an inotify descriptor; a damaged tail ends the sequence.
struct InotifyEvents: Sequence, IteratorProtocol {
    struct Event: Equatable {
        var watch: Int32
        var mask: UInt32
        /// Empty if the event is about the directory itself.
        var name: String
    }

    /// wd, mask, cookie and len, each four bytes (inotify(7)).
    private static let headerSize = 16

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func next() -> Event? {
        guard bytes.count - position >= Self.headerSize else { return nil }
        let (watch, mask, length) = bytes.withUnsafeBytes {
            (
                $0.loadUnaligned(fromByteOffset: position, as: Int32.self),
                $0.loadUnaligned(fromByteOffset: position + 4, as: UInt32.self),
                Int($0.loadUnaligned(fromByteOffset: position + 12, as: UInt32.self))
            )
        }
        let start = position + Self.headerSize
        guard length <= bytes.count - start else { return nil }
        position = start + length
        let name = bytes[start..<position].prefix { $0 != 0 }
        return Event(watch: watch, mask: mask, name: String(decoding: name, as: UTF8.self))
    }
}
