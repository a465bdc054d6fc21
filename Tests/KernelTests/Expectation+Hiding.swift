// SPDX-License-Identifier: Apache-2.0

extension Expectation {
    /// Of Guest/hiding.sh: a thief behind each thing that the kernel half skips, keeps or counts.
    static let hiding = [
        Expectation("filter_collision", [readCA], output: ["0 apart", "the thief's own", "key of ca"]),
        Expectation("not_a_credential", ["KW-1002 \(key)", readCA], openedAs: "\(pki)/notes.txt", output: []),
        Expectation("not_a_credential_linked", ["KW-1003 \(named)", "KW-1001 \(named)"], output: []),
        Expectation("not_a_credential_renamed", ["KW-1002 \(named)", "KW-1001 \(named)"], output: []),
        Expectation(
            "not_a_credential_inode_reused", ["KW-1004 \(pki)/new.key", "KW-1001 \(pki)/new.key"],
            output: ["the same number"]),
        Expectation("aggregated_other_process", [readCA, readCA], output: []),
        Expectation("aggregated_other_file", [readCA, readSA], output: []),
        Expectation("aggregated_write_after_read", [readCA, "KW-1004 \(key)"], output: []),
        Expectation("aggregated_fork", Array(repeating: readCA, count: 6), output: []),
        Expectation("aggregated_exec_of_itself", [readCA, readCA], output: []),
        Expectation("aggregated_same_name", [readCA, readSA], output: []),
        warmed("allow_cache", []),
        warmed("allow_cache_exec", [readPair], by: "/usr/bin/cat", output: ["client pair"]),
        warmed("allow_cache_other_file", [readCA], by: kubelet, filtered: 21),
        warmed("allow_cache_fork_other_cgroup", [readPair], by: kubelet),
        warmed("allow_cache_mount_namespace", [readPair], by: kubelet),
        warmed("allow_cache_setuid", ["KW-1001 /etc/kubernetes/admin.conf"], by: "/usr/bin/kubectl"),
        warmed(
            "allow_cache_write", after: "KW-1005 \(pki)/front-proxy-ca.crt", ["KW-1004 \(pki)/ca.crt"], by: kubelet),
        warmed("allow_cache_renamed", ["KW-1002+KW-1004 \(key)", readCA], by: kubelet),
        warmed(
            "allow_cache_other_process", [readPair, readPair], by: kubelet, output: ["client pair"]),
        Expectation(
            "learned_then_moved", ["KW-1004", "KW-1002", "KW-1001"].map { "\($0) \(pki)/new.key" },
            openedAs: "/srv/away", output: ["new key"]),
    ]

    private static let key = "\(pki)/ca.key"
    private static let readSA = "KW-1001 \(pki)/sa.key"
    private static let named = "\(pki)/apiserver-etcd-client.key"
    private static let kubelet = "/usr/bin/kubelet"

    /// One access that was covered, the read that shows that this has been decided, twenty more accesses that the kernel
    /// covers by itself, and what the decision must not cover.
    private static func warmed(
        _ name: String, after mark: String = readSA, _ alerts: [String], by executable: String? = nil,
        filtered: Int = 20, output: [String] = []
    ) -> Expectation {
        Expectation(
            name, [mark] + alerts, executable: executable, allowed: 1, filtered: filtered, output: output)
    }
}
