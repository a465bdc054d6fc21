// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct CredentialTokenTests {
    private func read(_ text: String) -> Credential { .ofToken(Array(text.utf8), evidence: .file) }

    @Test func `a bound token says whose it is, until when, and how the audit log names it`() {
        let token = read(TokenText.bound + "\n")
        #expect(token.kind == .token && token.credentialID == "JTI=5b2f-1" && token.problem == nil)
        #expect(token.user == "system:serviceaccount:shop:cart" && token.subject == token.user)
        #expect(token.groups == ["system:serviceaccounts", "system:serviceaccounts:shop"])
        #expect(token.boundPod == "shop/cart-0" && token.boundNode == "node-a")
        #expect(token.audience == ["https://kubernetes.default.svc"] && token.issuer == token.audience.first)
        #expect(token.notAfter?.nanoseconds == 1_827_000_000_000_000_000)
        #expect(token.notBefore?.nanoseconds == 1_795_464_000_000_000_000)
        #expect(
            CredentialPowers.of(token) == [
                "act as the service account shop/cart, with all that RBAC gives it, towards "
                    + "https://kubernetes.default.svc"
            ])
    }

    @Test func `a token from a Secret has neither end nor id, and that is no problem`() {
        let token = read(TokenText.legacy)
        #expect(token.kind == .legacyToken && token.user == "system:serviceaccount:shop:cart")
        #expect(token.notAfter == nil && token.credentialID == nil && token.problem == nil)
    }

    @Test func `a token of another issuer keeps what it says, and one without an id says so`() {
        let other = read(TokenText.make(#"{"iss":"https://idp","sub":"eve","aud":"k","jti":"7","exp":1.8e9}"#))
        #expect(other.kind == .opaqueToken && other.subject == "eve" && other.user == nil)
        #expect(other.credentialID == "JTI=7" && other.audience == ["k"])
        #expect(other.notAfter?.nanoseconds == 1_800_000_000_000_000_000)
        #expect(read(TokenText.make(#"{"sub":"eve"}"#)).problem?.hasPrefix("it has no jti") == true)
    }

    @Test func `of bootstrap and static tokens only what is public is kept`() {
        let bootstrap = read("abcdef.0123456789abcdef")
        #expect(bootstrap.kind == .opaqueToken && bootstrap.user == "system:bootstrap:abcdef")
        let csv = read("s3cret,alice,17,\"ops,system:masters\"\n")
        #expect(csv.user == "alice" && csv.groups == ["ops", "system:masters"])
        let two = read("s3cret,alice,17\nother,bob,18\n")
        #expect(two.user == nil && two.problem == "it holds tokens of several users: alice, bob")
        #expect(read("0123456789abcdef0123456789abcdef") == Credential(kind: .opaqueToken, evidence: .file))
        // What a kubeconfig leads to may be any table.
        let led = Credential.ofToken(Array("root,alice,17\n".utf8), evidence: .kubeconfig)
        #expect(led == Credential(kind: .opaqueToken, evidence: .kubeconfig))
        for token in [bootstrap, csv, two] {
            #expect(!"\(token)".contains("s3cret") && !"\(token)".contains("0123456789"))
        }
    }

    @Test func `hostile tokens are told, and never a trap`() {
        let deep = String(repeating: "[", count: 5000)
        let huge = String(repeating: "a", count: TokenClaims.maximumSize + 1)
        let cases = [
            ("a.b.c", "its header is not JSON"), ("e30.!!.x", "its payload is not base64url"),
            ("..", "its header is not base64url"), ("e30.bnVsbA.x", "its payload is no JSON object"),
            (TokenText.make(deep), "its payload is not JSON"), ("\(huge).e30.x", "it is longer than 65536 bytes"),
        ]
        for (text, problem) in cases {
            let token = read(text)
            #expect(token.kind == .opaqueToken, "\(problem)")
            #expect(token.problem == "its token cannot be read: \(problem)", "\(problem)")
        }
        #expect(read(" \n").problem == "it is empty")
        let odd = read(
            TokenText.make(#"{"aud":7,"exp":1e300,"iat":-4,"jti":[],"sub":"\ud800","kubernetes.io":{"pod":9}}"#))
        #expect(odd.kind == .token && odd.audience == [] && odd.notAfter == nil && odd.user == nil)
        #expect(Credential.ofToken([0xFF, 0xFE, UInt8(ascii: "."), 0x80], evidence: .file).problem != nil)
    }
}
