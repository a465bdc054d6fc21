// SPDX-License-Identifier: Apache-2.0

extension Expectation {
    /// Of Guest/more_ways.sh.
    static let moreWays =
        names + mounts + devices + [
            Expectation("linked_before", [readCA], openedAs: "/srv/other-name", output: keyOfCA),
            Expectation("deep", [read(deep), "KW-1002 \(deep)", read(deep)], output: ["deep key", "deep key"]),
            Expectation("deep_later", ["KW-1004 \(deep)", "KW-1002 \(deep)", read(deep)], output: ["deep key"]),
            Expectation(
                "handle_of_new_file", ["KW-1004 \(pki)/new.key", read("\(pki)/new.key")], openedAs: "/", output: []),
        ]

    private static let names = [
        Expectation(
            "exchanged_back", ["KW-1002+KW-1004 \(key)", "KW-1002+KW-1004 \(key)", readCA, readCA],
            openedAs: "/srv/planted", output: ["key of ca", "planted"]),
        Expectation(
            "renamed_within", ["KW-1002 \(key)", readCA], openedAs: "\(pki)/etcd/old.key", output: keyOfCA),
        // The first read of each tree, which was not there when the sensor came.
        Expectation(
            "later_tree", laterFiles.flatMap { ["KW-1004 \($0)", read($0)] }, output: laterFiles.map { _ in "late key" }
        ),
        Expectation(
            "tree_recreated_at_once", ["KW-1004 \(key)", "KW-1004 \(key)", readCA], openedAs: key,
            output: ["late key"]),
        Expectation("moved_into_place", ["KW-1003 /etc/kubernetes", readCA], openedAs: key, output: ["moved key"]),
        Expectation(
            "rename_parent_of_tree", ["KW-1003 /var/lib", readPair],
            openedAs: clientPair.replacing("/var/lib/", with: "/var/elsewhere/"), output: ["client pair"]),
    ]

    private static let mounts = [
        Expectation("mount_of_directory", ["KW-1003 \(pki)", readCA], openedAs: "/srv/x/ca.key", output: keyOfCA),
        Expectation("mount_of_file", ["KW-1003 \(key)", readCA], openedAs: "/srv/x", output: keyOfCA),
        Expectation(
            "mount_of_parent", ["KW-1003 /etc/kubernetes", readCA], openedAs: "/srv/x/pki/ca.key", output: keyOfCA),
        Expectation("move_mount_api", ["KW-1003 \(pki)", readCA], openedAs: "/srv/x/ca.key", output: keyOfCA),
        Expectation("detached_mount", ["KW-1003 \(pki)", readCA], openedAs: "/ca.key", output: []),
        // The same file system once more: no name of a protected file is in it, and its files are the same.
        Expectation("mounted_again", [readCA], openedAs: "/srv/x\(key)", output: keyOfCA),
        Expectation("mount_over_directory", ["KW-1003 \(pki)"], output: []),
        Expectation("mount_over_file", ["KW-1003 \(pki)/ca.crt"], output: []),
        Expectation("mount_over_parent", ["KW-1003 /etc/kubernetes"], output: []),
        Expectation("mount_private_namespace", [], output: ["a container has this"]),
        Expectation("bound_privately", ["KW-1003 \(pki)", readCA], openedAs: "/srv/x/ca.key", output: keyOfCA),
        Expectation("mount_elsewhere", [], output: []),
    ]

    private static let devices = [
        raw("raw_partition", "/dev/vda"),
        raw("raw_node_elsewhere", "/dev/vda", openedAs: "/srv/disk"),
        raw("raw_written", "/dev/vda"),
        raw("raw_theft", "/dev/vda", output: keyOfCA),
        raw("raw_first_partition", "/dev/loop0p1"),
        raw("raw_disk", "/dev/loop0"),
        raw("raw_below_volume", "/dev/loop0"),
        // A partition beside the one that holds the key.
        Expectation("raw_neighbour", [], output: []),
    ]

    private static let key = "\(pki)/ca.key"
    private static let keyOfCA = ["key of ca"]
    private static let deep = "\(pki)/" + (1...14).map { "\($0)/" }.joined() + "deep.key"
    private static let laterFiles = [
        key, "/var/lib/kubelet/pki/kubelet.key", "/var/lib/etcd/member/snap/db", "\(pki)/etcd/server.key",
    ]

    private static func read(_ path: String) -> String { "KW-1001 \(path)" }

    private static func raw(
        _ name: String, _ device: String, openedAs: String? = nil, output: [String] = []
    ) -> Expectation {
        Expectation(name, ["KW-1007 \(device)"], openedAs: openedAs, output: output)
    }
}
