// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc

/// An open descriptor, closed with its last owner.
package final class FileDescriptor {
    /// Valid only while this object lives, which Swift may end after its last use: outside its own methods take the
    /// number through `withNumber`.
    let number: Int32

    /// Takes ownership of `number`.
    package init(owning number: Int32) {
        self.number = number
    }

    deinit {
        // On Linux the descriptor is gone even where close(2) reports an error, and retrying could close another's.
        _ = close(number)
    }
}

extension FileDescriptor {
    /// Opens `name` below `directory` (or the working directory), never through a symbolic link in its last component.
    package static func open(
        _ name: String, in directory: FileDescriptor? = nil, flags: Int32
    ) throws(SystemError) -> FileDescriptor {
        let parent = directory?.number ?? AT_FDCWD
        return FileDescriptor(
            owning: try systemCall("openat", name) { kw_openat(parent, name, flags | kw_o_cloexec | kw_o_nofollow) })
    }

    /// Runs `body` with the number, and keeps the descriptor open until it returns.
    package func withNumber<Result, Failure: Error>(
        _ body: (Int32) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(self) {} }
        return try body(number)
    }

    /// A handle on the file itself that can neither read nor write it (`O_PATH`).
    package static func locate(
        _ name: String, in directory: FileDescriptor? = nil
    ) throws(SystemError) -> FileDescriptor {
        try open(name, in: directory, flags: kw_o_path)
    }

    package func status() throws(SystemError) -> FileStatus {
        try FileStatus(ofDescriptor: number)
    }
}
