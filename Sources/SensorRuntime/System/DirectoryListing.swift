// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc

/// The names in one directory.
package struct DirectoryListing: Sendable, Equatable {
    /// Sorted by their bytes; without `.` and `..`.
    package var names: [String]
    /// Names that could not be taken: past the limit, or not UTF-8, which no path profile can name.
    package var skipped: Int
    /// Of the skipped, those that are not UTF-8 and not past the limit; in no order.
    package var undecodable: [[UInt8]]

    /// Reads at most `limit` names of `directory`, which must be open for reading.
    package init(of directory: FileDescriptor, limit: Int) throws(SystemError) {
        names = []
        skipped = 0
        undecodable = []
        // fdopendir(3) takes over the descriptor it is given.
        let copy = try systemCall("dup") { fcntl(directory.number, F_DUPFD_CLOEXEC, 0) }
        guard let stream = fdopendir(copy) else {
            let number = errno
            close(copy)
            throw SystemError(call: "fdopendir", number: number)
        }
        defer { closedir(stream) }
        rewinddir(stream)
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                if errno != 0 { throw SystemError(call: "readdir", number: errno) }
                break
            }
            let text = kw_entry_name(entry)
            guard let name = text.flatMap({ String(validatingCString: $0) }) else {
                skipped += 1
                if undecodable.count < limit, let text {
                    undecodable.append(
                        UnsafeBufferPointer(start: text, count: strlen(text)).map { UInt8(bitPattern: $0) })
                }
                continue
            }
            guard names.count < limit else {
                skipped += 1
                continue
            }
            if name != "." && name != ".." { names.append(name) }
        }
        names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
