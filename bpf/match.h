/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Is this file protected? Decided by what the file is ({s_dev, i_ino, i_generation}), never by what it is called.
 * This is the code that every open on the machine runs, so the tests go from cheap to dear and read no string.
 */
#ifndef KEYWARD_MATCH_H
#define KEYWARD_MATCH_H

#include "maps.h"

static __always_inline bool device_may_hold(__u32 device)
{
    return shared.device_filter[KW_DEVICE_SLOT(device)] != 0;
}

static __always_inline bool inode_may_be_listed(__u64 inode)
{
    return shared.inode_filter[KW_INODE_SLOT(inode)] != 0;
}

static __always_inline void identify(struct inode *inode, struct kw_inode_id *id)
{
    id->inode = inode->i_ino;
    id->device = inode->i_sb->s_dev;
    id->generation = inode->i_generation;
}

/* Looks the inode up; on a hit fills key and entry. */
static __noinline bool find_entry(struct inode *inode, struct kw_match *match)
{
    struct kw_inode_id id;
    identify(inode, &id);
    struct kw_entry *entry = bpf_map_lookup_elem(&protected_set, &id);
    if (!entry)
        return false;
    match->key = id;
    match->entry = *entry;
    return true;
}

/* The walk over the directories above `dentry`. Unrolled: 6.1's verifier refuses some of the loops clang makes. */
static __always_inline bool match_ancestors(struct dentry *dentry, struct kw_match *match)
{
#pragma clang loop unroll(full)
    for (int level = 1; level <= KW_MATCH_LEVELS; level++) {
        struct dentry *parent = dentry->d_parent;
        if (parent == dentry)
            return false;
        dentry = parent;
        struct inode *inode = dentry->d_inode;
        if (!inode_may_be_listed(inode->i_ino))
            continue;
        if (find_entry(inode, match) && match->entry.kind == KW_ENTRY_DIRECTORY && match->entry.depth >= level) {
            match->level = level;
            return true;
        }
    }
    return false;
}

static __always_inline bool match_own(struct inode *inode, struct kw_match *match)
{
    if (!inode_may_be_listed(inode->i_ino) || !find_entry(inode, match))
        return false;
    match->level = 0;
    return true;
}

/*
 * Puts an inode into the set while the name that made it interesting still holds, so that it stays protected wherever
 * it goes. A directory keeps the levels that are left of the one it was found under.
 */
static __always_inline void learn(struct inode *inode, const struct kw_match *match)
{
    struct kw_inode_id id;
    struct kw_entry entry = match->entry;
    identify(inode, &id);
    if (S_ISDIR(inode->i_mode)) {
        if (entry.depth <= match->level)
            return;
        entry.depth -= match->level;
    } else if (S_ISREG(inode->i_mode)) {
        entry.kind = KW_ENTRY_LEARNED;
    } else {
        return;
    }
    long error = bpf_map_update_elem(&protected_set, &id, &entry, BPF_NOEXIST);
    if (error == 0)
        count(KW_COUNTER_LEARNED);
    else if (error != -17 /* EEXIST: known already, perhaps since this moment */)
        count(KW_COUNTER_LEARN_FAILED);
    kw_shared_mark(&shared, id.inode, id.device);
}

#endif
