/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Opens: the hook that every open on the machine runs. */
#ifndef KEYWARD_OPENS_H
#define KEYWARD_OPENS_H

#include "process.h"

/* Behind a hit: not inlined into the way of every open. */
static __always_inline int report_open(const bool direct, __u32 slot, struct file *file, struct inode *inode,
                                       const struct kw_match *match)
{
    struct kw_record *record = new_record(slot, KW_OPERATION_OPEN);
    if (!record)
        return 0;
    record->ring = match->entry.ring;
    record->match = *match;
    record->flags = LOAD(direct, file, f_flags);
    record->mode = LOAD(direct, file, f_mode);
    identify(direct, inode, &record->file);
    if (settle(slot))
        return 0;
    __u64 dentry = (__u64)BPF_CORE_READ(file, f_path.dentry);
    __u64 mount = mount_of((__u64)BPF_CORE_READ(file, f_path.mnt));
    read_path(dentry, mount, slot, KW_TEXT_PATH, KW_PATH_BYTES);
    read_path(dentry, 0, slot, KW_TEXT_PATH_TWO, KW_PATH_BYTES);
    report(slot);
    return 0;
}

/* Does this open touch protected files? Learns the file if it was found by a directory above it. */
static __always_inline bool match_open(const bool direct, struct file *file, struct inode *inode,
                                       struct kw_match *match)
{
    __u16 mode = LOAD(direct, inode, i_mode);
    if (!S_ISREG(mode))
        return S_ISBLK(mode) && match_device(direct, inode, match);
    if (!device_may_hold(device_of(direct, inode)))
        return false;
    enum own own = match_own(direct, inode, match);
    if (own != OWN_UNKNOWN)
        return own == OWN_LISTED;
    if (!match_ancestors(direct, LOAD(direct, file, f_path.dentry), match))
        return false;
    learn(direct, inode, match);
    return true;
}

static __always_inline int judge_open(const bool direct, struct file *file)
{
    struct inode *inode = LOAD(direct, file, f_inode);
    struct kw_match match = {};
    if (match_open(direct, file, inode, &match))
        report_open(direct, SLOT_OPEN, file, inode, &match);
    return 0;
}

/*
 * int security_file_open(struct file *file)  (5.8 and later)
 * Called by do_dentry_open for every open that yields a readable or writable descriptor, whichever system call asked:
 * open, openat2, open_by_handle_at, io_uring, exec. O_PATH opens do not come here and give no bytes.
 */
SEC("fentry/security_file_open")
int BPF_PROG(file_open, struct file *file)
{
    return judge_open(true, file);
}

SEC("kprobe/security_file_open")
int BPF_KPROBE(file_open_kprobe, struct file *file)
{
    return judge_open(false, file);
}

/*
 * The same as a BPF LSM program, for kernels that let one task interrupt another inside them: there an fentry program
 * that is interrupted is skipped for everybody else on that processor, and so is a kprobe's (seen on 7.3). An LSM program
 * is not. It runs only where `bpf` is among the active security modules, and only if those before it agree to the open.
 */
SEC("lsm/file_open")
int BPF_PROG(file_open_lsm, struct file *file)
{
    struct inode *inode = file->f_inode;
    struct kw_match match = {};
    if (!match_open(true, file, inode, &match))
        return 0;
    __u32 slot = take_shared_slot();
    if (slot == SLOTS) {
        count_of_ring(KW_COUNTER_SEEN, match.entry.ring);
        count_of_ring(KW_COUNTER_LOST, match.entry.ring);
        return 0;
    }
    report_open(true, slot, file, inode, &match);
    give_back(slot);
    return 0;
}

#endif
