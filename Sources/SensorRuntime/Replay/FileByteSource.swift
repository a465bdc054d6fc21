// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file or standard input.
package final class FileByteSource: ByteSource {
    private let descriptor: Int32
    private let closes: Bool
    private let name: String
    package private(set) var consumed: UInt64 = 0
    /// Bytes of a regular file, nil for anything else.
    package let size: UInt64?

    /// - Parameter path: `-` is standard input.
    /// - Throws: `InputError` with the errno of open(2), or EISDIR.
    package init(path: String) throws(InputError) {
        name = path
        closes = path != "-"
        descriptor = closes ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO
        guard descriptor >= 0 else { throw InputError(file: path, offset: 0, problem: .system(errno)) }
        var status = stat()
        let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isRegular ? UInt64(max(0, status.st_size)) : nil
    }

    deinit {
        if closes { close(descriptor) }
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 {
                consumed += UInt64(count)
                return count
            }
            let code = errno
            guard code == EINTR else { throw InputError(file: name, offset: consumed, problem: .system(code)) }
        }
    }
}
