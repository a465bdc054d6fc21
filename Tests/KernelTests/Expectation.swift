// SPDX-License-Identifier: Apache-2.0

import Testing

/// What a case of a guest script must give: its alerts, in order.
struct Expectation: Sendable, CustomTestStringConvertible {
    var name: String
    /// `rules pathname` of each alert.
    var alerts: [String]
    /// The name under which the last alert's file was opened, where that is another.
    var openedAs: String?
    /// Path of the last alert's executable.
    var executable: String?
    /// Accesses that an allow entry covered.
    var allowed: Int?
    /// Accesses that the kernel covered by a decision it had been given.
    var filtered: Int?
    /// What the case's commands print, line by line.
    var output: [String]?

    init(
        _ name: String, _ alerts: [String], openedAs: String? = nil, executable: String? = nil, allowed: Int? = nil,
        filtered: Int? = nil, output: [String]? = nil
    ) {
        self.name = name
        self.alerts = alerts
        self.openedAs = openedAs
        self.executable = executable
        self.allowed = allowed
        self.filtered = filtered
        self.output = output
    }

    var testDescription: String { name }

    func check(_ found: GuestCase) throws {
        // Repeats come when a window ends, which is when it is.
        let alerts = try found.alerts().filter { $0.repeats == nil }
        #expect(alerts.map(\.headline) == self.alerts, "\(found.log)")
        if let openedAs { #expect(alerts.last?.file.opened_as == openedAs) }
        if let executable { #expect(alerts.last?.process.exe.path == executable) }
        if let allowed { #expect(found.total("allowed") == allowed) }
        if let filtered { #expect(found.total("filtered") == filtered) }
        if let output { #expect(found.output == output) }
        #expect(found.status == 0)
    }
}

extension Expectation {
    static let pki = "/etc/kubernetes/pki"
    static let clientPair = "/var/lib/kubelet/pki/kubelet-client-2026-11-20-10-00-00.pem"
    static let readCA = "KW-1001 \(pki)/ca.key"

    /// Of Guest/accesses.sh.
    static let accesses = [
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
        Expectation("bind_mount", ["KW-1003 \(pki)", readCA], openedAs: "/srv/bound/ca.key"),
        Expectation("bind_mounted_file", ["KW-1003 \(pki)/ca.key", readCA], openedAs: "/srv/bound.key"),
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
        Expectation("chrooted_kubelet", ["KW-1003 /var/lib/kubelet/pki", "KW-1001 \(clientPair)"]),
        Expectation("mounted_kubelet", ["KW-1001 \(clientPair)"]),
        Expectation("in_unit", [readCA]),
        Expectation("in_pod", [readCA]),
        Expectation("static_pod", [], allowed: 1),
        Expectation("named_as_static_pod", ["KW-1001 \(pki)/apiserver.key"]),
    ]
}
