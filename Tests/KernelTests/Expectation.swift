// SPDX-License-Identifier: Apache-2.0

import Testing

/// What a case of Guest/accesses.sh must give: its alerts, in order.
struct Expectation: Sendable, CustomTestStringConvertible {
    var name: String
    /// `rules pathname` of each alert.
    var alerts: [String]
    /// The name under which the last alert's file was opened, where that is another.
    var openedAs: String?
    /// Accesses that an allow entry covered.
    var allowed: Int?

    init(_ name: String, _ alerts: [String], openedAs: String? = nil, allowed: Int? = nil) {
        self.name = name
        self.alerts = alerts
        self.openedAs = openedAs
        self.allowed = allowed
    }

    var testDescription: String { name }
}

extension Expectation {
    private static let pki = "/etc/kubernetes/pki"
    private static let clientPair = "/var/lib/kubelet/pki/kubelet-client-2026-11-20-10-00-00.pem"
    private static let readCA = "KW-1001 \(pki)/ca.key"

    static let all = [
        Expectation("plain", [readCA], openedAs: "\(pki)/ca.key"),
        Expectation("relative", [readCA], openedAs: "\(pki)/ca.key"),
        Expectation("symlink", [readCA], openedAs: "\(pki)/ca.key"),
        Expectation("proc_root", [readCA], openedAs: "\(pki)/ca.key"),
        Expectation("hard_link", ["KW-1003 \(pki)/ca.key", readCA], openedAs: "/srv/other-name"),
        Expectation("linked_into_place", ["KW-1003 \(pki)/ca.crt"]),
        Expectation("removed", ["KW-1004 \(pki)/sa.key"]),
        Expectation("file_renamed", ["KW-1002 \(pki)/ca.key", readCA], openedAs: "/srv/moved.key"),
        Expectation("directory_renamed", ["KW-1003 \(pki)", readCA], openedAs: "/srv/moved-pki/ca.key"),
        Expectation(
            "parent_renamed", ["KW-1003 /etc/kubernetes", "KW-1001 \(pki)/etcd/ca.key"],
            openedAs: "/srv/moved-kubernetes/pki/etcd/ca.key"),
        Expectation("bind_mount", [readCA], openedAs: "/srv/bound/ca.key"),
        Expectation("bind_mounted_file", [readCA], openedAs: "/srv/bound.key"),
        Expectation("chroot", [readCA], openedAs: "\(pki)/ca.key"),
        Expectation(
            "recreated", ["KW-1004 \(pki)/ca.key", "KW-1004 \(pki)/ca.key", readCA], openedAs: "\(pki)/ca.key"),
        Expectation("exchanged", ["KW-1002+KW-1004 \(pki)/ca.key", readCA], openedAs: "/srv/planted"),
        Expectation("planted", ["KW-1002+KW-1004 \(pki)/ca.crt"]),
        Expectation("written", ["KW-1004 \(pki)/ca.crt"]),
        Expectation("read_and_written", ["KW-1001+KW-1004 \(pki)/sa.key"]),
        Expectation("public", ["KW-1005 \(pki)/ca.crt"]),
        Expectation("outside", []),
        Expectation("kubelet", [], allowed: 1),
        Expectation("kubelet_elsewhere", [readCA]),
        Expectation("named_kubelet", ["KW-1001 \(clientPair)"]),
        Expectation("argv_kubelet", ["KW-1001 \(clientPair)"]),
        Expectation("chrooted_kubelet", ["KW-1001 \(clientPair)"]),
        Expectation("mounted_kubelet", ["KW-1001 \(clientPair)"]),
        Expectation("in_unit", [readCA]),
        Expectation("in_pod", [readCA]),
        Expectation("static_pod", [], allowed: 1),
        Expectation("named_as_static_pod", ["KW-1001 \(pki)/apiserver.key"]),
    ]
}
