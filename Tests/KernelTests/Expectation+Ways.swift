// SPDX-License-Identifier: Apache-2.0

extension Expectation {
    /// Of Guest/ways.sh. Its programs print nothing unless they could not read the file.
    static let ways = [
        way("handle", by: "by_handle"),
        // The kernel has forgotten the file's name: a dentry without parents is called "/".
        way("handle_evicted", by: "by_handle", openedAs: "/"),
        way("uring", by: "by_uring"),
        way("uring_async", by: "by_uring"),
        way("path_descriptor", by: "by_path_descriptor"),
        // Who holds the descriptor opened the file, and so does whoever opens it through that.
        Expectation(
            "descriptor_of_another", [readCA, readCA], openedAs: key, executable: "/usr/bin/cat",
            output: ["key of ca"]),
        way("copy_file_range", by: "copier"),
        way("sendfile", by: "copier"),
        way("splice", by: "copier"),
        way("in_root", by: "below"),
        way("below_descriptor", by: "below"),
        Expectation(
            "host_mounted", [readCA], openedAs: "/host\(key)", executable: "/host/usr/bin/cat",
            output: ["key of ca"]),
        Expectation("tmpfs", [readCA], openedAs: key, output: ["key on tmpfs"]),
        // Whoever calls execve(2) opens the file, before it becomes what the file holds.
        Expectation("executed", [readCA], openedAs: key, executable: "/usr/bin/dash", output: []),
        way("thread", by: "by_thread"),
        Expectation("memfd", [readCA], openedAs: key, executable: "/memfd:kubelet", output: []),
        Expectation("deleted_executable", [readCA], openedAs: key, executable: "/srv/gone", output: []),
        Expectation(
            "comm_kubelet", ["KW-1001 \(clientPair)"], executable: "/opt/keyward-tests/triggers/with_comm",
            output: []),
    ]

    private static let key = "\(pki)/ca.key"

    /// One read of ca.key by one of the trigger programs: one alert.
    private static func way(_ name: String, by program: String, openedAs: String = key) -> Expectation {
        Expectation(
            name, [readCA], openedAs: openedAs, executable: "/opt/keyward-tests/triggers/\(program)", output: [])
    }
}
