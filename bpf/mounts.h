/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Mounts of protected trees and files elsewhere, and mounts over them or over directories above them. */
#ifndef KEYWARD_MOUNTS_H
#define KEYWARD_MOUNTS_H

#include "expect.h"
#include "process.h"

static __always_inline bool match_place(const bool direct, struct dentry *dentry, struct inode *inode,
                                        struct kw_match *match)
{
    enum own own = match_own(direct, inode, match);
    if (own == OWN_LISTED)
        return true;
    if (own == OWN_UNKNOWN && match_ancestors(direct, dentry, match))
        return true;
    __builtin_memset(match, 0, sizeof(*match));
    return false;
}

static __always_inline int report_mount(const bool direct, __u32 slot, struct kw_record *record, struct dentry *dentry,
                                        struct inode *inode, __u32 flags)
{
    record->flags = flags;
    record->is_directory = S_ISDIR(LOAD(direct, inode, i_mode));
    identify(direct, inode, &record->file);
    settle(slot);
    __u64 path = number_of(dentry);
    read_path(path, 0, slot, KW_TEXT_PATH, KW_PATH_BYTES);
    read_path(path, 0, slot, KW_TEXT_PATH_TWO, KW_PATH_BYTES);
    report(slot);
    return 0;
}

/*
 * Of enum in fs/pnode.h, the same from 5.10 to 7.2: what tells a clone that copies a mount namespace or propagates a
 * mount from one that somebody asked for.
 */
#define CL_NOT_ASKED_FOR 0x3f

static __always_inline int judge_mount_of(const bool direct, struct dentry *root, int flags)
{
    if (flags & CL_NOT_ASKED_FOR)
        return 0;
    struct inode *inode = LOAD(direct, root, d_inode);
    if (!device_may_hold(device_of(direct, inode)))
        return 0;
    struct kw_record *record = new_record(SLOT_MOUNT_OF, KW_OPERATION_MOUNT);
    if (!record || !match_place(direct, root, inode, &record->match))
        return 0;
    return report_mount(direct, SLOT_MOUNT_OF, record, root, inode, 0);
}

/*
 * static struct mount *clone_mnt(struct mount *old, struct dentry *root, int flag)
 * Called for every bind mount and open_tree(OPEN_TREE_CLONE), whose `root` is what will be seen at the other place. No
 * security hook is given that: they have its name only, as text. A static function may be missing from a kernel; then
 * binds are not reported, and reading through them is.
 */
SEC("fentry/clone_mnt")
int BPF_PROG(mount_of_tree, struct mount *old, struct dentry *root, int flags)
{
    return judge_mount_of(true, root, flags);
}

SEC("kprobe/clone_mnt")
int BPF_KPROBE(mount_of_tree_kprobe, struct mount *old, struct dentry *root, int flags)
{
    return judge_mount_of(false, root, flags);
}

static __always_inline int judge_mount_over(const bool direct, __u32 slot, struct dentry *dentry, __u32 flags)
{
    struct inode *inode = LOAD(direct, dentry, d_inode);
    if (!device_may_hold(device_of(direct, inode)) && !may_expect(LOAD(direct, inode, i_ino)))
        return 0;
    struct kw_record *record = new_record(slot, KW_OPERATION_MOUNT);
    if (!record)
        return 0;
    if (!match_place(direct, dentry, inode, &record->new_match) &&
        !match_expecting(direct, inode, &record->new_match)) {
        return 0;
    }
    return report_mount(direct, slot, record, dentry, inode, flags);
}

#define MS_NO_MOUNT (MS_REMOUNT | MS_UNBINDABLE | MS_PRIVATE | MS_SLAVE | MS_SHARED)

/*
 * int security_sb_mount(const char *dev_name, const struct path *path, const char *type, unsigned long flags, void *data)
 * Called for each mount(2), `path` being the place.
 */
SEC("fentry/security_sb_mount")
int BPF_PROG(mount_over, const char *device, struct path *path, const char *type, unsigned long flags, void *data)
{
    return flags & MS_NO_MOUNT ? 0 : judge_mount_over(true, SLOT_MOUNT_OVER, path->dentry, flags);
}

SEC("kprobe/security_sb_mount")
int BPF_KPROBE(mount_over_kprobe, const char *device, struct path *path, const char *type, unsigned long flags,
               void *data)
{
    return flags & MS_NO_MOUNT ? 0 : judge_mount_over(false, SLOT_MOUNT_OVER, BPF_CORE_READ(path, dentry), flags);
}

/*
 * int security_move_mount(const struct path *from_path, const struct path *to_path)
 * Called for each move_mount(2), which is how the newer mount calls put a mount in its place.
 */
SEC("fentry/security_move_mount")
int BPF_PROG(move_mount, struct path *from, struct path *to)
{
    return judge_mount_over(true, SLOT_MOVE_MOUNT, to->dentry, 0);
}

SEC("kprobe/security_move_mount")
int BPF_KPROBE(move_mount_kprobe, struct path *from, struct path *to)
{
    return judge_mount_over(false, SLOT_MOVE_MOUNT, BPF_CORE_READ(to, dentry), 0);
}

#endif
