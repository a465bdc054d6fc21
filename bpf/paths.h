/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Paths for showing, taken on hits only. One bounded walk over dentries and mounts serves every hook; bpf_d_path is
 * allowed in few of them, and stops at the opener's chroot. Names are stored leaf first, each with its NUL.
 */
#ifndef KEYWARD_PATHS_H
#define KEYWARD_PATHS_H

#include "maps.h"

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
static __always_inline __u64 mount_of(struct vfsmount *vfsmount)
{
    return vfsmount ? (__u64)vfsmount - bpf_core_field_offset(struct mount, mnt) : 0;
}

/* The head of struct kw_path and of struct kw_short_path. */
struct path_extent {
    __u16 length;
    __u8 components;
    __u8 truncated;
};
_Static_assert(__builtin_offsetof(struct kw_path, components) == __builtin_offsetof(struct path_extent, components) &&
                   __builtin_offsetof(struct kw_short_path, components) ==
                       __builtin_offsetof(struct path_extent, components),
               "path_extent is not the head of the path structures");

/*
 * Fills `names` from `dentry` upwards. `mount` NULL: to the root of the file system; else across mount points to the
 * root of the mount namespace. `capacity` must be a constant: the verifier checks every write against it.
 *
 * What has been written so far is kept in the record and read back at each level: the verifier forgets values stored
 * there, so the ways through the levels look alike to it and are checked once instead of once a combination.
 */
static __always_inline void walk_up(struct dentry *dentry, struct mount *mount, volatile struct path_extent *extent,
                                    char *names, const __u64 capacity)
{
    extent->length = 0;
    extent->components = 0;
    extent->truncated = 1;
#pragma clang loop unroll(full)
    for (int level = 0; level < KW_PATH_LEVELS; level++) {
        if (mount && dentry == BPF_CORE_READ(mount, mnt.mnt_root)) {
            struct mount *above = BPF_CORE_READ(mount, mnt_parent);
            if (above == mount) {
                extent->truncated = 0;
                return;
            }
            dentry = BPF_CORE_READ(mount, mnt_mountpoint);
            mount = above;
            continue;
        }
        /* A root without a mount point: a file system's, or a pseudo file such as a memfd, which has only a name. */
        struct dentry *parent = BPF_CORE_READ(dentry, d_parent);
        if (parent == dentry && (extent->components > 0 || !mount)) {
            extent->truncated = 0;
            return;
        }
        __u64 used = extent->length;
        if (used > capacity - KW_COMPONENT_MAX)
            return;
        const unsigned char *name = BPF_CORE_READ(dentry, d_name.name);
        long length = bpf_probe_read_kernel_str(names + used, KW_COMPONENT_MAX, name);
        if (length <= 0)
            return;
        extent->length = used + length;
        extent->components++;
        if (parent == dentry) {
            extent->truncated = 0;
            return;
        }
        dentry = parent;
    }
}

/*
 * Not static: the verifier checks a global function once, by itself, instead of again at each call and in each state
 * that reaches it. Kernel pointers are passed as numbers, because it takes a pointer argument for readable memory.
 */
__noinline int read_path(__u64 dentry, __u64 mount, struct kw_path *out)
{
    if (!out)
        return 0;
    out->reserved = 0;
    walk_up((struct dentry *)dentry, (struct mount *)mount, (struct path_extent *)out, out->names, KW_PATH_BYTES);
    return 0;
}

__noinline int read_short_path(__u64 dentry, __u64 mount, struct kw_short_path *out)
{
    if (!out)
        return 0;
    out->reserved = 0;
    walk_up((struct dentry *)dentry, (struct mount *)mount, (struct path_extent *)out, out->names, KW_SHORT_PATH_BYTES);
    return 0;
}

#endif
