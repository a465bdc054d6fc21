// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOCore
import NIOSSL

/// The webhook's TLS side: who it is, and that every client must show a certificate of a known authority.
///
/// The files are read again when they have changed, because certificates of a cluster are renewed in place.
final class WebhookCertificates {
    /// What tells that a file is another one, or has other content.
    private struct Version: Equatable {
        var device: UInt64
        var inode: UInt64
        var size: Int64
        var seconds: Int
        var nanoseconds: Int
    }

    /// Of one PEM file.
    private static let fileBytes = 1024 * 1024
    /// For a client's own end of TLS when a connection is closed.
    private static let shutdownSeconds: Int64 = 1

    private let options: WebhookOptions
    private var versions: [Version?]
    private(set) var context: NIOSSLContext

    /// - Throws: StateError that names the file and the fix.
    init(options: WebhookOptions) throws {
        self.options = options
        versions = Self.versions(of: options)
        context = try Self.context(options)
    }

    /// Reads the files again if one has changed.
    ///
    /// - Returns: whether `context` is a new one.
    /// - Throws: StateError if they cannot be used; `context` stays, and they are looked at again when they have changed.
    func renew() throws -> Bool {
        let current = Self.versions(of: options)
        guard current != versions else { return false }
        versions = current
        context = try Self.context(options)
        return true
    }

    private static func context(_ options: WebhookOptions) throws -> NIOSSLContext {
        let chain = try certificates(
            options.certificate, "Give the server's certificate in PEM with --audit-webhook-cert.")
        let authorities = try certificates(
            options.clientAuthorities,
            "Give the certificate of the authority that signs the API server's client certificate, in PEM, with "
                + "--audit-webhook-client-ca.")
        let key: NIOSSLPrivateKey
        do {
            // Never asked for a passphrase, which would stop the sensor at a prompt.
            key = try NIOSSLPrivateKey(bytes: read(options.key, keyFix), format: .pem) { $0([] as [UInt8]) }
        } catch let error as StateError {
            throw error
        } catch {
            throw StateError("\(options.key) holds no private key in PEM without a passphrase. \(keyFix)")
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        // Clients have no host name; all else of their certificate is verified, and without one there is no connection.
        configuration.certificateVerification = .noHostnameVerification
        configuration.trustRoots = .certificates(authorities)
        configuration.applicationProtocols = ["http/1.1"]
        configuration.shutdownTimeout = .seconds(shutdownSeconds)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw StateError(
                "\(options.key) is not the key of the first certificate in \(options.certificate). "
                    + "Give a pair with --audit-webhook-cert and --audit-webhook-key.")
        }
    }

    private static let keyFix = "Give the key of the server's certificate in PEM with --audit-webhook-key."

    private static func certificates(_ path: String, _ fix: String) throws -> [NIOSSLCertificate] {
        let bytes = try read(path, fix)
        guard let found = try? NIOSSLCertificate.fromPEMBytes(bytes), !found.isEmpty else {
            throw StateError("\(path) holds no certificate in PEM. \(fix)")
        }
        return found
    }

    private static func read(_ path: String, _ fix: String) throws -> [UInt8] {
        do throws(SystemError) {
            let file = FileDescriptor(
                owning: try systemCall("open", path) { open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC) })
            return try file.read(limit: fileBytes)
        } catch {
            throw StateError("\(path) cannot be read: \(error.reason). \(fix)")
        }
    }

    private static func versions(of options: WebhookOptions) -> [Version?] {
        [options.certificate, options.key, options.clientAuthorities].map { path in
            var facts = stat()
            guard stat(path, &facts) == 0 else { return nil }
            return Version(
                device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino), size: Int64(facts.st_size),
                seconds: facts.st_mtim.tv_sec, nanoseconds: facts.st_mtim.tv_nsec)
        }
    }
}
