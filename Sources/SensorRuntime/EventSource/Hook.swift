// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// A kernel function that the kernel half watches, through one of two programs.
struct Hook: Sendable {
    /// Of the fentry program; that of the kprobe ends in `_kprobe`.
    var name: String
    var function: String
    /// The access that its records are about; the canary proves it by one. nil for what sends nothing, or cannot be
    /// proven without changing the machine.
    var shows: FileAccess.Kind?
    /// Arms without it too: the function is internal to the kernel and may be missing from one.
    var isOptional = false
    /// There is a BPF LSM program too, whose name ends in `_lsm`.
    var hasLSM = false

    func program(for family: HookFamily) -> String {
        switch family {
        case .fentry: name
        case .lsm: hasLSM ? name + "_lsm" : name
        case .kprobe: name + "_kprobe"
        }
    }

    /// Those of bpf/opens.h, bpf/names.h and bpf/mounts.h.
    static let all = [
        Hook(name: "file_open", function: "security_file_open", shows: .open, hasLSM: true),
        Hook(name: "inode_rename", function: "security_inode_rename", shows: .rename),
        Hook(name: "inode_link", function: "security_inode_link", shows: .link),
        Hook(name: "inode_unlink", function: "security_inode_unlink", shows: .unlink),
        Hook(name: "d_instantiate", function: "security_d_instantiate"),
        Hook(name: "mount_over", function: "security_sb_mount"),
        Hook(name: "move_mount", function: "security_move_mount"),
        Hook(name: "mount_of_tree", function: "clone_mnt", isOptional: true),
    ]

    /// Those of bpf/identity.h, which every family needs.
    static let processes = ["process_exec", "process_fork"]
    /// Takes out of the table what task storage loses by itself.
    static let processTable = "process_free"
}
