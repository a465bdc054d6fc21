// SPDX-License-Identifier: Apache-2.0

/// A rule over several events. Pure: what is known of a credential in, what it comes to out.
package protocol JoinRule {
    static var info: RuleInfo { get }
}

/// The rules over several events, by id.
package enum JoinRules {
    package static let infos: [RuleInfo] = [
        SelfApproval.info, StolenCertificateUsed.info, StolenTokenUsed.info, GoldenCredentialUsed.info,
        MintedCredentialUsed.info, NodeIdentityEscalates.info,
    ]
}
