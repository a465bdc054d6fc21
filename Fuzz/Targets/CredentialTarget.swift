// SPDX-License-Identifier: Apache-2.0

@testable import Detection
import SensorEvents

/// The bytes of a credential file: erased of what is secret, and read as a token.
enum CredentialTarget {
    static func run(_ bytes: [UInt8]) {
        var erased = bytes
        SecretEraser.erase(&erased)
        precondition(erased.count == bytes.count, "erasing has changed the length")
        let token = Credential.ofToken(bytes, evidence: .file)
        precondition(token == Credential.ofToken(bytes, evidence: .file), "a token is not the same twice")
        _ = Credential.ofToken(erased, evidence: .file)
    }
}
