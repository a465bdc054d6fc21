// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A file or standard input.
package final class FileByteSource: ByteSource {
    private let descriptor: Int32
    /// Whoever closes the descriptor; nil for standard input.
    private let owner: FileDescriptor?
    private let name: String
    package private(set) var consumed: UInt64 = 0
    /// Bytes of a regular file, nil for anything else.
    package let size: UInt64?

    /// - Parameter path: `-` is standard input.
    /// - Throws: `InputError` with the errno of open(2), or EISDIR.
    package init(path: String) throws(InputError) {
        name = path
        if path == "-" {
            owner = nil
            descriptor = STDIN_FILENO
        } else {
            descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw InputError(file: path, offset: 0, problem: .system(errno)) }
            owner = FileDescriptor(owning: descriptor)
        }
        var status = stat()
        let isRegular = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isRegular ? UInt64(max(0, status.st_size)) : nil
    }

    /// Reads on where `file` stands.
    init(_ file: FileDescriptor, name: String) {
        self.name = name
        owner = file
        descriptor = file.number
        size = nil
    }

    package func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        defer { withExtendedLifetime(owner) {} }
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
