/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Directories that are not there yet. User space lists the directories above each protected tree, and what they must be
 * called on the way to it; the kernel then takes a directory of such a name into the protected set the moment it comes
 * into being, so that there is no time in which a file in it is not protected.
 */
#ifndef KEYWARD_EXPECT_H
#define KEYWARD_EXPECT_H

#include "match.h"

static __always_inline bool may_expect(__u64 inode)
{
    return shared.expecting_filter[KW_EXPECTING_SLOT(inode)] != 0;
}

/* Fills the match with a directory above protected ones: kind KW_ENTRY_EXPECTING. */
static __always_inline bool match_expecting(const bool direct, struct inode *inode, struct kw_match *match)
{
    if (!may_expect(LOAD(direct, inode, i_ino)))
        return false;
    identify(direct, inode, &match->key);
    __u32 *number = bpf_map_lookup_elem(&expecting, &match->key);
    if (!number)
        return false;
    match->entry = (struct kw_entry){.id = *number, .kind = KW_ENTRY_EXPECTING, .ring = KW_RING_SECRET};
    match->level = 0;
    return true;
}

/* What a directory becomes under this name; NULL if nobody waits for it. */
static __always_inline struct kw_expectation *expected_as(const bool direct, struct dentry *dentry)
{
    struct kw_match above;
    struct kw_expected_name wanted = {};
    struct dentry *parent = LOAD(direct, dentry, d_parent);
    struct inode *directory = LOAD(direct, parent, d_inode);
    if (!match_expecting(direct, directory, &above))
        return NULL;
    wanted.parent = above.entry.id;
    const unsigned char *name = LOAD(direct, dentry, d_name.name);
    if (bpf_probe_read_kernel_str(wanted.name, sizeof(wanted.name), name) <= 0)
        return NULL;
    return bpf_map_lookup_elem(&expectations, &wanted);
}

static __always_inline struct kw_entry entry_of(const struct kw_expectation *expected)
{
    return (struct kw_entry){.id = expected->id,
                             .kind = expected->is_tree ? KW_ENTRY_DIRECTORY : KW_ENTRY_EXPECTING,
                             .depth = expected->depth,
                             .ring = KW_RING_SECRET};
}

static __always_inline void fulfil(const struct kw_inode_id *id, const struct kw_entry *entry)
{
    if (entry->kind == KW_ENTRY_DIRECTORY) {
        insert(id, entry, BPF_NOEXIST);
        return;
    }
    if (bpf_map_update_elem(&expecting, id, &entry->id, BPF_ANY) != 0)
        count(KW_COUNTER_LEARN_FAILED);
    kw_shared_expect(&shared, id->inode);
}

#endif
