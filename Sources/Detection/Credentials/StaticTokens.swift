// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The users in a file of static tokens or passwords (kube-apiserver `--token-auth-file`): lines of
/// `SECRET,user,uid[,"group,group"]`. The secrets are passed over.
struct StaticTokens {
    private var users: [(name: String, groups: [String])] = []

    init(_ text: [UInt8]) {
        for line in text.split(separator: UInt8(ascii: "\n")) where users.count <= CredentialLimits.names {
            let fields = line.split(separator: UInt8(ascii: ","), maxSplits: 3, omittingEmptySubsequences: false)
            guard fields.count >= 3 else { continue }
            let groups =
                fields.count < 4
                ? []
                : Self.text(fields[3]).split(separator: ",").map { String($0) }
            users.append((Self.text(fields[1]), CredentialLimits.bounded(groups)))
        }
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        let quote = UInt8(ascii: "\"")
        return CredentialLimits.bounded(String(decoding: field.filter { $0 != quote && $0 >= 0x20 }, as: UTF8.self))
    }

    func credential(evidence: Credential.Evidence) -> Credential {
        var credential = Credential(kind: .opaqueToken, evidence: evidence)
        switch users.count {
        case 0: credential.problem = "no user could be read in it"
        case 1:
            credential.user = users[0].name
            credential.groups = users[0].groups
        default: credential.problem = "it holds tokens of several users: \(users.map(\.name).joined(separator: ", "))"
        }
        if let problem = credential.problem { credential.problem = CredentialLimits.bounded(problem) }
        return credential
    }
}
