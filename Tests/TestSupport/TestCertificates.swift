// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Authorities, a server and clients for tests that speak TLS on 127.0.0.1, made by openssl(1) in a directory of their
/// own, once.
package final class TestCertificates: Sendable {
    /// Made when first asked for, and removed by the system with its temporary files.
    package static let shared: TestCertificates = {
        do {
            return try TestCertificates()
        } catch {
            fatalError("\(error)")
        }
    }()

    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private let directory: String

    /// - Parameter name: `server`, `client`, or one of the clients that are to be refused: `expired`, `stranger`
    ///   (of another authority), `serving` (not meant for clients), `selfsigned`.
    package func certificate(_ name: String) -> String { "\(directory)/\(name).crt" }
    package func key(_ name: String) -> String { "\(directory)/\(name).key" }
    /// Signed the server.
    package var serverAuthority: String { certificate("servers") }
    /// Signs the clients.
    package var clientAuthority: String { certificate("clients") }

    private init() throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "keyward-tls-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        for name in ["servers", "clients", "strangers", "selfsigned"] { try makeAuthority(name) }
        try make("server", by: "servers", usage: "serverAuth")
        try make("renewed", by: "servers", usage: "serverAuth")
        try make("client", by: "clients", usage: "clientAuth")
        try make("stranger", by: "strangers", usage: "clientAuth")
        try make("serving", by: "clients", usage: "serverAuth")
        try make("expired", by: "clients", usage: "clientAuth", days: -1)
    }

    private func makeAuthority(_ name: String) throws {
        try run(
            ["req", "-x509", "-nodes", "-subj", "/CN=\(name)", "-days", "2", "-keyout", key(name)]
                + newKey + ["-out", certificate(name)])
    }

    private func make(_ name: String, by authority: String, usage: String, days: Int = 2) throws {
        let request = "\(directory)/\(name).csr"
        let extensions = "\(directory)/\(name).ext"
        try Data("extendedKeyUsage=\(usage)\nsubjectAltName=IP:127.0.0.1\n".utf8).write(to: URL(filePath: extensions))
        try run(["req", "-new", "-nodes", "-subj", "/CN=\(name)", "-keyout", key(name)] + newKey + ["-out", request])
        try run([
            "x509", "-req", "-in", request, "-CA", certificate(authority), "-CAkey", key(authority), "-CAcreateserial",
            "-days", "\(days)", "-extfile", extensions, "-out", certificate(name),
        ])
    }

    private var newKey: [String] { ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"] }

    private func run(_ arguments: [String]) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/openssl")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "openssl \(arguments): \(String(decoding: said, as: UTF8.self))")
        }
    }
}
