// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Glibc

extension FileDescriptor {
    /// What one read(2) of at most `limit` bytes gives; for descriptors that hand out whole events.
    package func readOnce(limit: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = try systemCall("read") { Glibc.read(number, &bytes, limit) }
        bytes.removeLast(limit - count)
        return bytes
    }

    /// The file's first `limit` bytes.
    package func read(limit: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: limit)
        var used = 0
        while used < limit {
            let count = try systemCall("read") {
                bytes.withUnsafeMutableBytes { Glibc.read(number, $0.baseAddress.map { $0 + used }, limit - used) }
            }
            if count == 0 { break }
            used += count
        }
        bytes.removeLast(limit - used)
        return bytes
    }

    /// Where the symbolic link `name` below this directory points; with an empty name, this link itself. Targets over `PATH_MAX` do not exist.
    package func readLink(_ name: String) throws(SystemError) -> [UInt8] {
        var text = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = try systemCall("readlinkat", name) { readlinkat(number, name, &text, text.count) }
        return text.prefix(count).map { UInt8(bitPattern: $0) }
    }

    /// The path of an open descriptor as this process's root shows it, from `/proc/self/fd`.
    package func currentPath() throws(SystemError) -> [UInt8] {
        try FileDescriptor.open("/proc/self/fd", flags: kw_o_path | kw_o_directory).readLink(String(number))
    }
}
