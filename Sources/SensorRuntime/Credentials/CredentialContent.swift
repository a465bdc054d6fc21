// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Detection
import Glibc

/// Opens credential files and takes from them what is not secret.
struct CredentialContent {
    /// Bytes of a file. The largest that Kubernetes makes, a kubeconfig with its certificates, has some 10 KiB.
    static let maximumSize = 1 << 20

    private let root: HostRoot
    /// Called with the path of each file before it is opened.
    private let opening: (String) -> Void

    init(root: HostRoot, opening: @escaping (String) -> Void) {
        self.root = root
        self.opening = opening
    }

    /// The bytes of the file at a host path with all that is secret overwritten (`SecretEraser`), and the path that it has
    /// when links are resolved.
    ///
    /// A private key alone is refused by its name, whatever link led to it. What is no regular file is not opened: a FIFO
    /// or a device that somebody planted could hang the sensor.
    func read(_ path: String) throws(CredentialReadError) -> (bytes: [UInt8], path: String) {
        do {
            let handle = try root.locate(path)
            guard try handle.status().kind == .regular else { throw CredentialReadError.notRegular }
            let resolved = try root.hostPath(of: handle) ?? path
            if CredentialForm.isBareKey(resolved) { throw CredentialReadError.bareKey }
            opening(resolved)
            // Through the handle: the file that was looked at, whatever its name leads to by now.
            let file = try handle.withNumber { number throws(SystemError) in
                FileDescriptor(
                    owning: try systemCall("open") {
                        kw_openat(
                            AT_FDCWD, "/proc/self/fd/\(number)", O_RDONLY | O_NONBLOCK | O_NOCTTY | kw_o_cloexec)
                    })
            }
            return (try Self.content(of: file), resolved)
        } catch let error as SystemError {
            throw .system(error)
        } catch let error as CredentialReadError {
            throw error
        } catch {
            throw .malformed("it cannot be read")
        }
    }

    /// Through one buffer, which is wiped: what leaves it has been through `SecretEraser`.
    private static func content(of file: FileDescriptor) throws -> [UInt8] {
        let size = Int(try file.status().size)
        guard size <= maximumSize else { throw CredentialReadError.tooLarge }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, size), alignment: 1)
        defer {
            kw_wipe(buffer.baseAddress, buffer.count)
            buffer.deallocate()
        }
        var used = 0
        while used < buffer.count {
            let count = try file.withNumber { number throws(SystemError) in
                try systemCall("read") {
                    Glibc.read(number, buffer.baseAddress.map { $0 + used }, buffer.count - used)
                }
            }
            if count == 0 { break }
            used += count
        }
        let bytes = UnsafeMutableBufferPointer(rebasing: buffer.bindMemory(to: UInt8.self)[..<used])
        SecretEraser.erase(bytes)
        return Array(bytes)
    }
}
