// SPDX-License-Identifier: Apache-2.0

/// open(2) flags spelt out (`O_RDONLY|O_CLOEXEC`), as Tracee prints them when told to parse arguments.
enum OpenFlagNames {
    /// Values of include/uapi/asm-generic/fcntl.h.
    private static let values: [String: UInt32] = [
        "O_RDONLY": 0o0, "O_WRONLY": 0o1, "O_RDWR": 0o2, "O_CREAT": 0o100, "O_EXCL": 0o200, "O_NOCTTY": 0o400,
        "O_TRUNC": 0o1000, "O_APPEND": 0o2000, "O_NONBLOCK": 0o4000, "O_DSYNC": 0o10000, "O_DIRECT": 0o40000,
        "O_LARGEFILE": 0o100000, "O_DIRECTORY": 0o200000, "O_NOFOLLOW": 0o400000, "O_NOATIME": 0o1000000,
        "O_CLOEXEC": 0o2000000, "O_PATH": 0o10000000,
    ]
    private static let accessModes: Set<String> = ["O_RDONLY", "O_WRONLY", "O_RDWR"]

    /// nil if no access mode is named, because then nothing is known of it. Unknown names are passed over.
    static func bits(_ text: String) -> UInt32? {
        let names = text.split(separator: "|").map { String($0.filter { $0 != " " }) }
        guard names.contains(where: accessModes.contains) else { return nil }
        return names.reduce(0) { $0 | (values[$1] ?? 0) }
    }
}
