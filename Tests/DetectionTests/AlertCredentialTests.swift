// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct AlertCredentialTests {
    private static var node: Credential {
        var credential = Credential(kind: .certificate, evidence: .stem)
        credential.subject = "O=system:nodes, CN=system:node:node-a"
        credential.user = "system:node:node-a"
        credential.groups = ["system:nodes"]
        credential.usages = ["client"]
        credential.issuer = "CN=kubernetes"
        credential.serial = "1f"
        credential.notAfter = WallTime(rfc3339: "2027-11-20T14:03:22Z")
        credential.credentialID = "X509SHA256=00ff"
        credential.source = KernelString(bytes: Array("/pki/\u{1B}x.crt".utf8))
        return credential
    }

    private func alert(_ credentials: [Credential], directory: Bool = false) throws -> Alert {
        var access = AlertSamples.read()
        access.event.credentials = credentials
        if directory { access.file = nil }
        return try AlertSamples.alert(access)
    }

    private func json(_ alert: Alert) throws -> JSONValue { try JSONValue(parsing: AlertJSONEncoder().encode(alert)) }

    @Test func `an alert says whose the file is, until when, and what its holder can do`() throws {
        let alert = try alert([Self.node])
        let object = try #require(try json(alert)["credential"])
        #expect(object["kind"]?.string == "certificate" && object["by"]?.string == "stem")
        #expect(object["user"]?.string == "system:node:node-a" && object["groups"]?.strings == ["system:nodes"])
        #expect(object["not_after"]?.string == "2027-11-20T14:03:22.000000000Z" && object["serial"]?.string == "1f")
        #expect(object["credential_id"]?.string == "X509SHA256=00ff" && object["usages"]?.strings == ["client"])
        #expect(object["path"]?.string == #"/pki/\x1bx.crt"# && object["path_raw"] != nil)
        #expect(object["can"]?.strings?.first?.hasPrefix("act as the node node-a: ") == true)
        #expect(try json(alert)["credentials"] == nil)
        let text = String(decoding: try AlertTextEncoder().encode(alert), as: UTF8.self)
        #expect(text.contains("  identity  O=system:nodes, CN=system:node:node-a, until 2027-11-20, known from /pki/"))
        #expect(text.contains("  can       act as the node node-a: ") && !text.utf8.contains(0x1B))
    }

    @Test func `several are told in a list too, and none is no key`() throws {
        let several = try json(alert([Self.node, .unknown("it is empty")], directory: true))
        #expect(several["credential"]?["kind"]?.string == "certificate")
        #expect(several["credentials"]?.elements.compactMap { $0["kind"]?.string } == ["certificate", "unknown"])
        #expect(several["credentials"]?.elements.first { $0["problem"] != nil }?["problem"]?.string == "it is empty")
        #expect(try json(AlertSamples.alert())["credential"] == nil)
    }

    @Test func `the holder of a public certificate can do nothing by it`() throws {
        var access = AlertSamples.read()
        access.event.credentials = [Self.node]
        access.file?.credentialClass = .certificate
        let object = try #require(try json(AlertSamples.alert(access))["credential"])
        #expect(object["user"] != nil && object["can"] == nil)
    }

    @Test func `what to do names the identity, until when it works, and what ends it`() throws {
        let node = try alert([Self.node]).remediation
        #expect(node.first?.contains("for O=system:nodes, CN=system:node:node-a, ") == true)
        #expect(node.contains { $0.contains("works until 2027-11-20T14:03:22Z: delete the Node object") })
        #expect(node.last?.hasSuffix("credential-id X509SHA256=00ff.") == true)

        var masters = Self.node
        masters.groups = ["system:masters"]
        masters.notAfter = nil
        #expect(
            try alert([masters]).remediation.contains {
                $0.contains(
                    "works without an end that is known, and no RBAC rule binds system:masters: only replacing the "
                        + "authority that signed it, CN=kubernetes, ends it.")
            })

        var token = Credential(kind: .token, evidence: .file)
        token.user = "system:serviceaccount:shop:cart"
        token.boundPod = "shop/cart-0"
        token.notAfter = Self.node.notAfter
        #expect(
            try alert([token]).remediation.first
                == "Delete the bound pod shop/cart-0: the token dies with it. Otherwise it works until "
                + "2027-11-20T14:03:22Z.")

        var authority = Credential(kind: .authority, evidence: .stem)
        authority.component = "front-proxy-ca"
        authority.subject = "CN=front-proxy-ca"
        #expect(try alert([authority]).remediation.first?.hasPrefix("Replace this certificate authority") == true)

        var bootstrap = Credential(kind: .opaqueToken, evidence: .kubeconfig)
        bootstrap.user = "system:bootstrap:abcdef"
        #expect(try alert([bootstrap]).remediation.first?.contains("bootstrap-token-abcdef in kube-system") == true)
    }

    @Test func `where nothing is known the steps are those of the file's class`() throws {
        let plain = try AlertSamples.alert().remediation
        #expect(try alert([.unknown("it is empty")]).remediation == plain)
    }
}
