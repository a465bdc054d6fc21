// SPDX-License-Identifier: Apache-2.0

package import Detection
import Glibc
import SensorEvents

/// Finds whose a credential file is.
///
/// A private key alone is never opened: the certificate beside it says whose it is, or the one that a component's command
/// line names with it. Whatever goes wrong is an identity of kind `unknown` with the reason; it never throws.
package final class CredentialReader {
    private let root: HostRoot
    private let policy: Policy
    private let procfs: String?
    private let content: CredentialContent
    /// Read when first needed, and again after `forgetFlags`.
    private var flags: ComponentFlags?

    /// - Parameters:
    ///   - procfs: where the host's processes are shown; nil if the root is of no running host.
    ///   - opening: called with the host path of each file before it is opened.
    package init(root: HostRoot, policy: Policy, procfs: String?, opening: @escaping (String) -> Void = { _ in }) {
        self.root = root
        self.policy = policy
        self.procfs = procfs
        content = CredentialContent(root: root, opening: opening)
    }

    /// Whose the file at a host path is, and which other files that was learned from.
    package func read(_ path: String, as file: CredentialFile) -> CredentialReading {
        var reading = CredentialReading(path: path)
        switch CredentialForm(path, credentialClass: file.credentialClass) {
        case .bareKey: reading.credentials = [key(path, file, &reading)]
        case .certificates: reading.credentials = [certificate(path, evidence: .file)]
        case .kubeconfig: reading.credentials = kubeconfig(path, &reading)
        case .token: reading.credentials = [token(path, evidence: .file)]
        case .none(let reason):
            // A database holds everybody's: no identity would be an answer.
            guard file.credentialClass != .datastore, file.credentialClass != .blockDevice else { break }
            reading.credentials = [.unknown(reason)]
        }
        for index in reading.credentials.indices { reading.credentials[index].component = file.component }
        return reading
    }

    /// Has the command lines of components looked at again when they are needed.
    package func forgetFlags() { flags = nil }

    private func key(_ path: String, _ file: CredentialFile, _ reading: inout CredentialReading) -> Credential {
        if file.component == "service-account" { return Credential(kind: .serviceAccountKey, evidence: .path) }
        var problem: String?
        for candidate in PairedCertificate.candidates(of: path) {
            reading.sources.append(candidate)
            do throws(CredentialReadError) {
                return try paired(candidate, evidence: .stem)
            } catch {
                if !error.isAbsence { problem = problem ?? "of \(KernelString(candidate)): \(error)" }
            }
        }
        let known = knownFlags()
        if known.signingKeys.contains(path) { return Credential(kind: .serviceAccountKey, evidence: .flags) }
        if let certificate = known.certificates[path], policy.classify(certificate) != nil {
            reading.sources.append(certificate)
            if let credential = try? paired(certificate, evidence: .flags) { return credential }
        }
        reading.isUnsettled = procfs != nil
        problem = problem ?? "no certificate is beside it, and no running component names one with it"
        guard file.component == "ca" || file.component.hasSuffix("-ca") else {
            return .unknown(problem ?? "", evidence: .path)
        }
        var authority = Credential(kind: .authority, evidence: .path)
        authority.problem = problem
        return authority
    }

    private func paired(
        _ path: String, evidence: Credential.Evidence
    ) throws(CredentialReadError) -> Credential {
        let (bytes, _) = try content.read(path)
        var credential = Credential.ofCertificates(bytes, evidence: evidence)
        if let problem = credential.problem { throw .malformed(problem) }
        credential.source = KernelString(path)
        return credential
    }

    private func certificate(_ path: String, evidence: Credential.Evidence) -> Credential {
        do throws(CredentialReadError) {
            return .ofCertificates(try content.read(path).bytes, evidence: evidence)
        } catch {
            return .unknown("\(error)", evidence: evidence)
        }
    }

    private func token(_ path: String, evidence: Credential.Evidence) -> Credential {
        do throws(CredentialReadError) {
            return .ofToken(try content.read(path).bytes, evidence: evidence)
        } catch {
            return .unknown("\(error)", evidence: evidence)
        }
    }

    private func kubeconfig(_ path: String, _ reading: inout CredentialReading) -> [Credential] {
        let users: [Kubeconfig.User]
        do throws(CredentialReadError) {
            users = try Kubeconfig(try content.read(path).bytes).users
        } catch {
            return [.unknown("\(error)")]
        }
        if users.isEmpty { return [.unknown("no user is in it", evidence: .kubeconfig)] }
        var found: [Credential] = []
        for user in users where found.count < FileEvent.maximumCredentials {
            found += credentials(of: user, from: path, &reading)
        }
        return Array(found.prefix(FileEvent.maximumCredentials))
    }

    /// Of one user, who may have a certificate and a token.
    private func credentials(
        of user: Kubeconfig.User, from path: String, _ reading: inout CredentialReading
    ) -> [Credential] {
        var found: [Credential] = []
        if let bytes = user.certificate {
            found.append(.ofCertificates(bytes, evidence: .kubeconfig))
        } else if let named = user.certificatePath {
            found.append(referenced(named, from: path, &reading, certificate))
        }
        if let text = user.token {
            found.append(.ofToken(Array(text.utf8), evidence: .kubeconfig))
        } else if let named = user.tokenPath {
            found.append(referenced(named, from: path, &reading, token))
        }
        if let name = user.basicUser, found.isEmpty {
            var credential = Credential(kind: .opaqueToken, evidence: .kubeconfig)
            credential.user = String(name.unicodeScalars.prefix(256).map { Character($0) })
            found.append(credential)
        }
        if found.isEmpty {
            let plugin = user.plugin.map { KernelString(String($0.prefix(256))).text }
            found = [
                .unknown(
                    plugin.map { "its user gets a credential from a program, \($0)" }
                        ?? "its user has no credential in it", evidence: .kubeconfig)
            ]
        }
        return found
    }

    private func referenced(
        _ named: String, from path: String, _ reading: inout CredentialReading,
        _ read: (String, Credential.Evidence) -> Credential
    ) -> Credential {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "/"
        let target = named.hasPrefix("/") ? named : directory + named
        reading.sources.append(target)
        var credential = read(target, .kubeconfig)
        credential.source = KernelString(target)
        return credential
    }

    private func knownFlags() -> ComponentFlags {
        if let flags { return flags }
        let read = procfs.map { ComponentFlags(procfs: $0) } ?? ComponentFlags()
        flags = read
        return read
    }
}
