/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Paths for showing, taken on hits only. One bounded walk over dentries and mounts serves every hook; bpf_d_path is
 * allowed in few of them, and stops at the opener's chroot. Names are stored leaf first, each with its NUL.
 */
#ifndef KEYWARD_PATHS_H
#define KEYWARD_PATHS_H

#include "record.h"

#include <bpf/bpf_core_read.h>

/*
 * A kernel pointer as the plain number that read_path wants: the verifier forgets a pointer's type only when its bytes
 * are read back from memory.
 */
static __always_inline __u64 number_of(const void *pointer)
{
    __u64 number = 0;
    bpf_probe_read_kernel(&number, sizeof(number), &pointer);
    return number;
}

/* The struct mount around a struct vfsmount, as a number; 0 for none. */
static __always_inline __u64 mount_of(__u64 vfsmount)
{
    return vfsmount ? vfsmount - bpf_core_field_offset(struct mount, mnt) : 0;
}

/* Appends one string of the kernel's to the record's text; its length with its NUL, 0 if there is no room for it. */
static __always_inline __u64 append_name(struct kw_record *record, const unsigned char *name)
{
    __u64 used = record->text_used;
    if (used > KW_TEXT_BYTES - KW_COMPONENT_MAX)
        return 0;
    long length = bpf_probe_read_kernel_str(record->text + used, KW_COMPONENT_MAX, name);
    if (length <= 0)
        return 0;
    record->text_used = used + length;
    return length;
}

/*
 * Fills `text` from `dentry` upwards. `mount` NULL: to the root of the file system; else across mount points to the
 * root of the mount namespace.
 *
 * What has been written so far is kept in the record and read back at each level: the verifier forgets values stored
 * there, so the ways through the levels look alike to it and are checked once instead of once a combination.
 */
static __always_inline void walk_up(struct dentry *dentry, struct mount *mount, struct kw_record *record,
                                    volatile struct kw_text *text, __u32 capacity)
{
    text->offset = record->text_used;
    text->truncated = 1;
#pragma clang loop unroll(full)
    for (int level = 0; level < KW_PATH_LEVELS; level++) {
        if (mount && dentry == BPF_CORE_READ(mount, mnt.mnt_root)) {
            struct mount *above = BPF_CORE_READ(mount, mnt_parent);
            if (above == mount) {
                text->truncated = 0;
                return;
            }
            dentry = BPF_CORE_READ(mount, mnt_mountpoint);
            mount = above;
            continue;
        }
        /* A root without a mount point: a file system's, or a pseudo file such as a memfd, which has only a name. */
        struct dentry *parent = BPF_CORE_READ(dentry, d_parent);
        if (parent == dentry && (text->components > 0 || !mount)) {
            text->truncated = 0;
            return;
        }
        if (text->length + KW_COMPONENT_MAX > capacity)
            return;
        __u64 length = append_name(record, BPF_CORE_READ(dentry, d_name.name));
        if (length == 0)
            return;
        text->length += length;
        text->components++;
        if (parent == dentry) {
            text->truncated = 0;
            return;
        }
        dentry = parent;
    }
}

/*
 * Reads a path into a string of the slot's record; does nothing without a dentry.
 *
 * Not static: the verifier checks a global function once, by itself, instead of again at each call and in each state
 * that reaches it. All arguments are numbers, because Linux 5.10 lets a global function have no others.
 */
__noinline int read_path(__u64 dentry, __u64 mount, __u32 slot, __u32 field, __u32 capacity)
{
    struct scratch *scratch = scratch_of(slot);
    if (!scratch || !dentry || field >= KW_TEXTS)
        return 0;
    struct kw_record *record = &scratch->record;
    walk_up((struct dentry *)dentry, (struct mount *)mount, record, &record->texts[field], capacity);
    return 0;
}

#endif
