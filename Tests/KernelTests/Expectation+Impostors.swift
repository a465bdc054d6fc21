// SPDX-License-Identifier: Apache-2.0

extension Expectation {
    /// Of Guest/impostors.sh: who is not the kubelet, and who is. Those who are make no alert.
    static let impostors = [
        forger("set_mm_exe", allowed: 0),
        forger("forge_after", allowed: 1),
        cat("exec_into", allowed: 1),
        cat("exec_into_by_thread", allowed: 1),
        cat("fork_then_exec", allowed: 1),
        Expectation(
            "exec_fails", [readPair], executable: "/opt/keyward-tests/triggers/kubelet_like", allowed: 0, output: []),
        kubelet("became_kubelet_by_thread", allowed: 1),
        kubelet("executed_by_descriptor", allowed: 1),
        kubelet("fork_of_allowed", allowed: 1),
        kubelet("thread_of_allowed", allowed: 1),
        Expectation("host_bind_mounted_kubelet", [readPair], allowed: 0, output: []),
        Expectation("host_bind_mounted_bin", [readPair], allowed: 1, output: []),
        // The interpreter is what is executed: this is the kubelet, with a script to read.
        Expectation("script_interpreter", [], allowed: 1, output: ["#!/usr/bin/kubelet", "client pair"]),
        Expectation(
            "script_named_kubelet", [readPair], executable: "/usr/bin/dash", allowed: 0, output: ["client pair"]),
        Expectation("script_at_kubelet", [readPair], executable: "/usr/bin/dash", allowed: 0, output: ["client pair"]),
        Expectation(
            "ld_so", [readPair], executable: "/usr/lib64/ld-linux-x86-64.so.2", allowed: 0, output: ["client pair"]),
        Expectation("started_before", [readPair], executable: "/srv/reader", allowed: 0, output: []),
        kubelet("started_before_allowed", allowed: 3),
        cat("started_before_execs", allowed: 1),
        forger("started_before_forged", allowed: 0),
        // It had the kubelet's executable when the sensor came: docs/known-limitations.md.
        kubelet("forged_before", allowed: 1),
        // The mount of the key into the container, and the read.
        kubelet("overlay_kubelet", allowed: 2),
        Expectation(
            "overlay_impostor", ["KW-1001 \(pki)/apiserver.key"], executable: "/usr/bin/other", allowed: 1, output: []),
    ]

    static let readPair = "KW-1001 \(clientPair)"

    /// It shows the kubelet's executable, and the alert says that it executed another file.
    private static func forger(_ name: String, allowed: Int) -> Expectation {
        Expectation(name, [readPair], executable: "/usr/bin/kubelet", allowed: allowed, output: [])
    }

    private static func cat(_ name: String, allowed: Int) -> Expectation {
        Expectation(name, [readPair], executable: "/usr/bin/cat", allowed: allowed, output: ["client pair"])
    }

    private static func kubelet(_ name: String, allowed: Int) -> Expectation {
        Expectation(name, [], allowed: allowed, output: [])
    }
}
