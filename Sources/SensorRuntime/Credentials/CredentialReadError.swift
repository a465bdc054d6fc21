// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Why a credential file was not read.
enum CredentialReadError: Error, Equatable, CustomStringConvertible {
    case system(SystemError)
    case notRegular
    case tooLarge
    case bareKey
    case malformed(String)

    /// A sentence without its end. Nothing of the file's content is in it.
    var description: String {
        switch self {
        case .system(let error): "it cannot be read: \(error.reason)"
        case .notRegular: "it is no regular file"
        case .tooLarge: "it is larger than \(CredentialContent.maximumSize) bytes"
        case .bareKey: "it is a private key, which is not opened"
        case .malformed(let problem): problem
        }
    }

    /// There is no such file.
    var isAbsence: Bool {
        guard case .system(let error) = self else { return false }
        return error.number == ENOENT || error.number == ENOTDIR
    }
}
