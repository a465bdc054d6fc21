// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// A bootstrap token (`ID.SECRET`, kubernetes cluster-bootstrap/token/api), of which only the public half is kept.
struct BootstrapToken {
    static let idLength = 6
    static let secretLength = 16

    let id: String

    /// nil if it is none.
    init?(_ token: some Collection<UInt8>) {
        guard token.count == Self.idLength + 1 + Self.secretLength else { return nil }
        let id = token.prefix(Self.idLength)
        let rest = token.dropFirst(Self.idLength)
        guard rest.first == UInt8(ascii: "."), id.allSatisfy(Self.isOfToken),
            rest.dropFirst().allSatisfy(Self.isOfToken)
        else { return nil }
        self.id = String(decoding: id, as: UTF8.self)
    }

    static func isOfToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }

    func credential(evidence: Credential.Evidence) -> Credential {
        var credential = Credential(kind: .opaqueToken, evidence: evidence)
        credential.user = "system:bootstrap:\(id)"
        credential.groups = ["system:bootstrappers"]
        return credential
    }
}
