// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorRuntime

/// Puts a page where the user wants it, whole or not at all, readable by its owner alone.
enum ReportFile {
    /// Writes beside `path` and renames over it, so that neither a full disk nor a kill leaves half a page.
    /// - Returns: whether a file was there before.
    static func write(_ text: String, to path: String) throws -> Bool {
        var status = stat()
        let exists = lstat(path, &status) == 0
        guard !exists || status.st_mode & S_IFMT == S_IFREG else {
            throw CommandFailure(.usage, "\(path) is no regular file; name another output, or - for standard output")
        }
        // mkstemp(3) makes it with mode 0600, and never follows a link that somebody laid there.
        var template = Array("\(path).XXXXXX".utf8CString)
        let number = try systemCall("mkstemp", path) { mkstemp(&template) }
        let descriptor = FileDescriptor(owning: number)
        do {
            try descriptor.withNumber { try DescriptorWriter(descriptor: $0).write(Array(text.utf8)) }
            try systemCall("fsync", path) { descriptor.withNumber { fsync($0) } }
            try systemCall("rename", path) { rename(template, path) }
        } catch {
            unlink(template)
            guard let error = error as? WriteError else { throw error }
            throw CommandFailure(.usage, "\(path): \(String(cString: strerror(error.code)))")
        }
        return exists
    }
}
