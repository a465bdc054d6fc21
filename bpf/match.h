/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Is this file protected? Decided by what the file is ({s_dev, i_ino, i_generation}), never by what it is called.
 * This is the code that every open on the machine runs, so the tests go from cheap to dear and read no string.
 *
 * `direct` is a constant everywhere: an fentry program may follow kernel pointers, a kprobe's has to have each field
 * copied, at four times the cost.
 */
#ifndef KEYWARD_MATCH_H
#define KEYWARD_MATCH_H

#include "maps.h"

#include <bpf/bpf_core_read.h>

#define LOAD(direct, pointer, field) ((direct) ? (pointer)->field : BPF_CORE_READ(pointer, field))

static __always_inline __u32 device_of(const bool direct, struct inode *inode)
{
    struct super_block *super_block = LOAD(direct, inode, i_sb);
    return LOAD(direct, super_block, s_dev);
}

static __always_inline bool device_may_hold(__u32 device)
{
    return shared.device_filter[KW_DEVICE_SLOT(device)] != 0;
}

static __always_inline bool inode_may_be_listed(__u64 inode)
{
    return shared.inode_filter[KW_INODE_SLOT(inode)] != 0;
}

static __always_inline void identify(const bool direct, struct inode *inode, struct kw_inode_id *id)
{
    id->inode = LOAD(direct, inode, i_ino);
    id->device = device_of(direct, inode);
    id->generation = LOAD(direct, inode, i_generation);
}

static __always_inline bool look_up(const struct kw_inode_id *id, struct kw_match *match)
{
    struct kw_entry *entry = bpf_map_lookup_elem(&protected_set, id);
    if (!entry)
        return false;
    match->key = *id;
    match->entry = *entry;
    match->level = 0;
    return true;
}

/* Looks the inode up; on a hit fills the match, at level 0. Two functions, because a function cannot be both. */
static __noinline bool find_entry_direct(struct inode *inode, struct kw_match *match)
{
    struct kw_inode_id id;
    identify(true, inode, &id);
    return look_up(&id, match);
}

static __noinline bool find_entry_copied(struct inode *inode, struct kw_match *match)
{
    struct kw_inode_id id;
    identify(false, inode, &id);
    return look_up(&id, match);
}

static __always_inline bool find_entry(const bool direct, struct inode *inode, struct kw_match *match)
{
    return direct ? find_entry_direct(inode, match) : find_entry_copied(inode, match);
}

/* The walk over the directories above `dentry`. Unrolled: 6.1's verifier refuses some of the loops clang makes. */
static __always_inline bool match_ancestors(const bool direct, struct dentry *dentry, struct kw_match *match)
{
#pragma clang loop unroll(full)
    for (int level = 1; level <= KW_MATCH_LEVELS; level++) {
        struct dentry *parent = LOAD(direct, dentry, d_parent);
        if (parent == dentry)
            return false;
        dentry = parent;
        struct inode *inode = LOAD(direct, dentry, d_inode);
        if (!inode_may_be_listed(LOAD(direct, inode, i_ino)))
            continue;
        if (find_entry(direct, inode, match) && match->entry.kind == KW_ENTRY_DIRECTORY &&
            match->entry.depth >= level) {
            match->level = level;
            return true;
        }
    }
    return false;
}

/* What the set says of an inode by itself. */
enum own {
    OWN_UNKNOWN,
    OWN_LISTED,
    OWN_IGNORED, /* user space has looked at it: whatever lies above it, it is no credential */
};

static __always_inline enum own match_own(const bool direct, struct inode *inode, struct kw_match *match)
{
    if (!inode_may_be_listed(LOAD(direct, inode, i_ino)) || !find_entry(direct, inode, match))
        return OWN_UNKNOWN;
    return match->entry.kind == KW_ENTRY_IGNORED ? OWN_IGNORED : OWN_LISTED;
}

/* Is this the node of a block device that lies under protected files? */
static __always_inline bool match_device(const bool direct, struct inode *inode, struct kw_match *match)
{
    struct kw_inode_id id = {.inode = LOAD(direct, inode, i_rdev), .device = KW_BLOCK_DEVICE};
    return inode_may_be_listed(id.inode) && look_up(&id, match);
}

static __always_inline void insert(const struct kw_inode_id *id, const struct kw_entry *entry, __u64 flags)
{
    long error = bpf_map_update_elem(&protected_set, id, entry, flags);
    if (error == 0)
        count(KW_COUNTER_LEARNED);
    else if (error != -EEXIST /* known already, perhaps since this moment */)
        count(KW_COUNTER_LEARN_FAILED);
    kw_shared_mark(&shared, id->inode, id->device);
}

/*
 * Puts an inode into the set while the name that made it interesting still holds, so that it stays protected wherever
 * it goes. A directory keeps the levels that are left of the one it was found under. What was ignored under its old name
 * is not ignored any more.
 */
static __always_inline void learn(const bool direct, struct inode *inode, const struct kw_match *match)
{
    struct kw_inode_id id;
    struct kw_entry entry = match->entry;
    __u16 mode = LOAD(direct, inode, i_mode);
    identify(direct, inode, &id);
    if (S_ISDIR(mode)) {
        if (entry.depth <= match->level)
            return;
        entry.depth -= match->level;
    } else if (S_ISREG(mode)) {
        entry.kind = KW_ENTRY_LEARNED;
    } else {
        return;
    }
    struct kw_entry *known = bpf_map_lookup_elem(&protected_set, &id);
    insert(&id, &entry, known && known->kind == KW_ENTRY_IGNORED ? BPF_ANY : BPF_NOEXIST);
}

#endif
