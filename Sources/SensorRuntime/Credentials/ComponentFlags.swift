// SPDX-License-Identifier: Apache-2.0

import CSystemShim
import Detection
import Glibc

/// Which certificate belongs to which key by the command lines of running components.
///
/// Anybody can start a program with any arguments, so this is asked last, only of processes of root, and what it leads to
/// must be a credential file of a profile: it can name another of the node's own certificates for a key, and nothing else.
struct ComponentFlags {
    /// Processes looked at.
    static let maximumProcesses = 32_768
    /// Bytes of one command line; that of kube-apiserver has some 5 KiB.
    static let maximumLine = 128 * 1024

    /// Flags that name a key, with those that name its certificate (kubernetes cmd/*/app/options, etcd server/etcdmain).
    private static let pairs: [String: String] = [
        "tls-private-key-file": "tls-cert-file", "kubelet-client-key": "kubelet-client-certificate",
        "etcd-keyfile": "etcd-certfile", "proxy-client-key-file": "proxy-client-cert-file",
        "cluster-signing-key-file": "cluster-signing-cert-file",
        "cluster-signing-kube-apiserver-client-key-file": "cluster-signing-kube-apiserver-client-cert-file",
        "cluster-signing-kubelet-client-key-file": "cluster-signing-kubelet-client-cert-file",
        "cluster-signing-kubelet-serving-key-file": "cluster-signing-kubelet-serving-cert-file",
        "cluster-signing-legacy-unknown-key-file": "cluster-signing-legacy-unknown-cert-file",
        "key-file": "cert-file", "peer-key-file": "peer-cert-file", "client-key-file": "client-cert-file",
    ]
    /// Flags that name the key which signs service-account tokens.
    private static let signing: Set<String> = ["service-account-private-key-file", "service-account-signing-key-file"]

    /// Certificate by key, host paths.
    private(set) var certificates: [String: String] = [:]
    private(set) var signingKeys: Set<String> = []

    init() {}

    /// - Parameter procfs: where the host's processes are shown.
    init(procfs: String) {
        guard let directory = try? FileDescriptor.open(procfs, flags: O_RDONLY | kw_o_directory),
            let listing = try? DirectoryListing(of: directory, limit: Self.maximumProcesses)
        else { return }
        for name in listing.names where name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            guard let process = try? FileDescriptor.open(name, in: directory, flags: kw_o_path | kw_o_directory),
                (try? process.status())?.owner == 0,
                let line = try? FileDescriptor.open("cmdline", in: process, flags: O_RDONLY)
                    .read(limit: Self.maximumLine)
            else { continue }
            add(line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) })
        }
    }

    /// Takes in one command line; what an earlier one said stays.
    mutating func add(_ arguments: [String]) {
        var values: [String: String] = [:]
        for (index, argument) in arguments.enumerated() where argument.hasPrefix("-") {
            let flag = argument.drop { $0 == "-" }
            let parts = flag.split(separator: "=", maxSplits: 1).map { String($0) }
            guard let name = parts.first else { continue }
            let next = index + 1 < arguments.count ? arguments[index + 1] : ""
            values[name] = parts.count == 2 ? parts[1] : next
        }
        for (key, certificate) in Self.pairs {
            guard let keyPath = values[key], let certificatePath = values[certificate], keyPath.hasPrefix("/"),
                certificatePath.hasPrefix("/"), certificates[keyPath] == nil
            else { continue }
            certificates[keyPath] = certificatePath
        }
        for flag in Self.signing {
            if let path = values[flag], path.hasPrefix("/") { signingKeys.insert(path) }
        }
    }
}
