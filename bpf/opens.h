/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Opens: the hook that every open on the machine runs. */
#ifndef KEYWARD_OPENS_H
#define KEYWARD_OPENS_H

#include "process.h"

/* Behind a hit: not inlined into the way of every open. */
static __always_inline int report_open(const bool direct, struct file *file, struct inode *inode,
                                       const struct kw_match *match)
{
    struct kw_record *record = new_record(SLOT_OPEN, KW_OPERATION_OPEN);
    if (!record)
        return 0;
    record->ring = match->entry.ring;
    record->match = *match;
    record->flags = LOAD(direct, file, f_flags);
    record->mode = LOAD(direct, file, f_mode);
    identify(direct, inode, &record->file);
    if (settle(SLOT_OPEN))
        return 0;
    __u64 dentry = (__u64)BPF_CORE_READ(file, f_path.dentry);
    __u64 mount = mount_of((__u64)BPF_CORE_READ(file, f_path.mnt));
    read_path(dentry, mount, SLOT_OPEN, KW_TEXT_PATH, KW_PATH_BYTES);
    read_path(dentry, 0, SLOT_OPEN, KW_TEXT_PATH_TWO, KW_PATH_BYTES);
    report(SLOT_OPEN);
    return 0;
}

static __always_inline int judge_open(const bool direct, struct file *file)
{
    struct inode *inode = LOAD(direct, file, f_inode);
    struct kw_match match = {};
    __u16 mode = LOAD(direct, inode, i_mode);
    if (!S_ISREG(mode)) {
        if (!S_ISBLK(mode) || !match_device(direct, inode, &match))
            return 0;
        return report_open(direct, file, inode, &match);
    }
    if (!device_may_hold(device_of(direct, inode)))
        return 0;
    enum own own = match_own(direct, inode, &match);
    if (own == OWN_IGNORED)
        return 0;
    if (own == OWN_UNKNOWN) {
        if (!match_ancestors(direct, LOAD(direct, file, f_path.dentry), &match))
            return 0;
        learn(direct, inode, &match);
    }
    return report_open(direct, file, inode, &match);
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

#endif
