// SPDX-License-Identifier: Apache-2.0

import Glibc

/// An audit log that was packed with gzip, read in order.
final class AuditPackedLog {
    /// Unpacked at once and thrown away, on the way to some byte. Bytes.
    private static let skippedBytes = 256 * 1024

    private let path: String
    private let source: (any ByteSource)?
    private var position: UInt64 = 0
    /// What is wrong with the file, if anything was found to be.
    private(set) var damage: InputError?

    init(_ file: FileDescriptor, path: String) {
        self.path = path
        source = try? GzipByteSource(FileByteSource(file, name: path), name: path)
    }

    /// - Parameter offset: not before what was read last.
    /// - Returns: 0 at the end, and where the file is damaged.
    func read(into room: UnsafeMutableRawBufferPointer, at offset: UInt64) -> Int {
        let skipped = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.skippedBytes, alignment: 16)
        defer { skipped.deallocate() }
        while position < offset {
            let wanted = Int(min(UInt64(Self.skippedBytes), offset - position))
            if step(UnsafeMutableRawBufferPointer(rebasing: skipped[..<wanted])) == 0 { return 0 }
        }
        return step(room)
    }

    private func step(_ room: UnsafeMutableRawBufferPointer) -> Int {
        do throws(InputError) {
            let count = try source?.read(into: room) ?? 0
            position += UInt64(count)
            return count
        } catch {
            damage = error
            return 0
        }
    }
}
