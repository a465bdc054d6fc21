// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

@testable import SensorRuntime

@Suite final class WebhookCertificateTests {
    private let directory: SystemTemporaryDirectory
    private let certificates = TestCertificates.shared
    private var options: WebhookOptions

    init() throws {
        directory = try SystemTemporaryDirectory()
        options = try WebhookHarness.options()
    }

    /// The sentence that the files are refused with.
    private func refusal() -> String? {
        do {
            _ = try WebhookCertificates(options: options)
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func file(_ content: String) throws -> String {
        try directory.file("/file.pem", content)
        return directory.path + "/file.pem"
    }

    @Test func `what fits is taken`() {
        #expect(refusal() == nil)
    }

    @Test func `a file that is missing is named with its option`() throws {
        let missing = directory.path + "/missing.pem"
        for (file, option) in [
            (\WebhookOptions.certificate, "--audit-webhook-cert"), (\.key, "--audit-webhook-key"),
            (\.clientAuthorities, "--audit-webhook-client-ca"),
        ] {
            options = try WebhookHarness.options()
            options[keyPath: file] = missing
            #expect(refusal()?.hasPrefix("\(missing) cannot be read: No such file or directory. ") == true)
            #expect(refusal()?.contains(option) == true)
        }
    }

    @Test func `a directory is no file`() throws {
        options.key = directory.path
        #expect(refusal()?.contains("--audit-webhook-key") == true)
    }

    @Test(arguments: ["", "garbage", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
    func `what is no PEM of that kind is named with its option`(_ content: String) throws {
        let path = try file(content)
        options.certificate = path
        #expect(refusal()?.hasPrefix("\(path) holds no certificate in PEM. ") == true)
        options = try WebhookHarness.options()
        options.clientAuthorities = path
        #expect(refusal()?.contains("--audit-webhook-client-ca") == true)
        options = try WebhookHarness.options()
        options.key = path
        #expect(refusal()?.hasPrefix("\(path) holds no private key in PEM without a passphrase. ") == true)
    }

    @Test func `a key of another certificate is refused with both names`() {
        options.key = certificates.key("client")
        #expect(
            refusal()?.hasPrefix("\(options.key) is not the key of the first certificate in \(options.certificate). ")
                == true)
    }

    @Test func `renewed files are taken, and damaged ones are not and the old go on`() throws {
        let pair = ["crt", "key"].map { directory.path + "/tls.\($0)" }
        func put(_ name: String) throws {
            try directory.file("/tls.crt", try String(contentsOfFile: certificates.certificate(name), encoding: .utf8))
            try directory.file("/tls.key", try String(contentsOfFile: certificates.key(name), encoding: .utf8))
        }
        try put("server")
        (options.certificate, options.key) = (pair[0], pair[1])
        let sut = try WebhookCertificates(options: options)
        let first = sut.context
        #expect(try !sut.renew())
        try directory.file("/tls.crt", "damaged")
        #expect(throws: StateError.self) { try sut.renew() }
        #expect(sut.context === first)
        #expect(try !sut.renew())
        try put("renewed")
        #expect(try sut.renew())
        #expect(sut.context !== first)
    }
}
