// SPDX-License-Identifier: Apache-2.0

import Detection

/// A policy that knows keys, certificates and tokens by their names, at any depth below its trees.
func policy(below trees: [String]) throws -> Policy {
    try policy(
        trees: trees,
        [
            (.privateKey, trees.flatMap { [$0 + "/**/*.key", $0 + "/**/*.pem"] }),
            (.certificate, trees.map { $0 + "/**/*.crt" }),
            (.token, trees.map { $0 + "/**/token" }),
        ])
}

func policy(trees: [String], _ files: [(CredentialClass, globs: [String])]) throws -> Policy {
    try Policy(profiles: [
        PathProfile(
            name: "test", description: "", detect: [], trees: trees, openers: [],
            files: files.map { ProfileFile(paths: $0.globs, credentialClass: $0.0, component: "ca", allow: []) })
    ])
}
