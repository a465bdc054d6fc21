// SPDX-License-Identifier: Apache-2.0

import Detection
import TestSupport
import Testing

@Suite struct SecretEraserTests {
    private func erased(_ text: String) -> String {
        var bytes = Array(text.utf8)
        SecretEraser.erase(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `the bodies of keys go and certificates stay`() {
        let text = """
            -----BEGIN CERTIFICATE-----
            MIIBpjCC
            -----END CERTIFICATE-----
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED

            MHcCAQEE
            -----END EC PRIVATE KEY-----
            """
        let result = erased(text)
        #expect(result.contains("MIIBpjCC") && !result.contains("MHcCAQEE"))
        #expect(!erased("-----BEGIN PRIVATE KEY-----\nMHcCAQEE").contains("MHcCAQEE"))
    }

    @Test(arguments: [
        "client-key-data: S0VZ\n    token: abc", "\"client-key-data\":\"S0VZ\",\"token\":\"abc\"",
        "client-key-data: |\n        S0VZ\n        S0VZ\n    token: abc", "client-key-data: 'S0VZ'\ntoken: abc",
        "client-key-data: >-\n  S0VZ\ntoken: abc", "password: S0VZ\ntoken: abc", "{client-key-data: S0VZ, token: abc}",
        "client-key-data: 9S0VZ\n---\ntoken: abc",
    ])
    func `a kubeconfig's key goes, and what is beside it stays`(_ text: String) {
        let result = erased(text)
        #expect(!result.contains("S0VZ") && result.contains("abc") && result.utf8.count == text.utf8.count, "\(result)")
    }

    @Test func `the signature of a token goes and its claims stay`() {
        let result = erased("  token: \(TokenText.bound)\n")
        #expect(!result.contains(TokenText.signature.prefix(6)))
        #expect(result.contains(TokenText.bound.dropLast(TokenText.signature.utf8.count)))
        let spaced = TokenText.make("{}", header: "{\n}")
        #expect(!erased(spaced).contains(TokenText.signature.prefix(6)))
        #expect(erased("https://a.b.example:6443") == "https://a.b.example:6443")
        #expect(erased("token: abcdef.0123456789abcdef") == "token: abcdef.xxxxxxxxxxxxxxxx")
    }

    @Test func `anything at all can be erased`() {
        var random = SplitMix64(seed: 3)
        let pieces = ["-----BEGIN ", "KEY-----", "client-key-data", ":", "\n", "eyJ", ".", "password", " ", "\u{FF}"]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }.joined()
            #expect(erased(text).utf8.count == text.utf8.count)
        }
    }
}
