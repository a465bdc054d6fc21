// SPDX-License-Identifier: Apache-2.0

import Detection

/// How the users of a kubeconfig authenticate (kubernetes client-go/tools/clientcmd/api/v1), without what is secret.
struct Kubeconfig {
    struct User {
        var name: String
        /// PEM, with what is secret overwritten.
        var certificate: [UInt8]?
        /// As written: relative ones are about the kubeconfig's directory.
        var certificatePath: String?
        /// With its signature overwritten.
        var token: String?
        var tokenPath: String?
        /// Of a user name and password.
        var basicUser: String?
        /// A program or plugin that gives the credential.
        var plugin: String?
    }

    /// Users read from one file; more are left out.
    static let maximumUsers = 64

    /// The one of the current context first, then as written.
    private(set) var users: [User] = []

    /// - Parameter bytes: a file after `SecretEraser`.
    init(_ bytes: [UInt8]) throws(CredentialReadError) {
        let root: YAMLNode
        do throws(ConfigurationError) {
            root = try YAMLDocument(ConfigurationText(file: "", bytes: bytes)).root
        } catch {
            // Its text may quote the file.
            throw .malformed("it is no kubeconfig: its YAML cannot be read at line \(error.mark.line)")
        }
        let current = root["current-context"]?.text
        let context = root["contexts"]?.elements.first { $0["name"]?.text == current && current != nil }
        let currentUser = context?["context"]?["user"]?.text
        for node in (root["users"]?.elements ?? []).prefix(Self.maximumUsers) {
            guard let user = node["user"] else { continue }
            users.append(Self.user(node["name"]?.text ?? "", user))
        }
        if let index = users.firstIndex(where: { $0.name == currentUser }) {
            users.insert(users.remove(at: index), at: 0)
        }
    }

    private static func user(_ name: String, _ node: YAMLNode) -> User {
        var user = User(name: name)
        if let data = node["client-certificate-data"]?.text {
            var certificate = Base64Text.decode(data.utf8)
            SecretEraser.erase(&certificate)
            user.certificate = certificate
        }
        user.certificatePath = node["client-certificate"]?.text
        user.token = node["token"]?.text
        user.tokenPath = node["tokenFile"]?.text
        user.basicUser = node["username"]?.text
        user.plugin = node["exec"]?["command"]?.text ?? node["auth-provider"]?["name"]?.text
        return user
    }
}

extension YAMLNode {
    /// The value of that key; nil if this is no mapping or has none.
    fileprivate subscript(_ key: String) -> YAMLNode? {
        guard case .mapping(let pairs) = content else { return nil }
        return pairs.first { $0.key.name == key }?.value
    }

    fileprivate var elements: [YAMLNode] {
        guard case .sequence(let elements) = content else { return [] }
        return elements
    }

    /// A scalar that is not empty.
    fileprivate var text: String? {
        guard case .scalar(let text, _) = content, !text.isEmpty else { return nil }
        return text
    }
}
