/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Names: renames, hard links, removals, and directories that come into being. */
#ifndef KEYWARD_NAMES_H
#define KEYWARD_NAMES_H

#include "expect.h"
#include "process.h"

/* Fills the match of one side, whose inode may be missing. `own` says what the set knew of the inode itself. */
static __always_inline bool match_side(const bool direct, struct dentry *dentry, struct inode *inode,
                                       struct kw_match *match, enum own *own)
{
    *own = inode ? match_own(direct, inode, match) : OWN_UNKNOWN;
    if (*own == OWN_LISTED || match_ancestors(direct, dentry, match))
        return true;
    if (inode && match_expecting(direct, inode, match)) {
        *own = OWN_LISTED;
        return true;
    }
    __builtin_memset(match, 0, sizeof(*match));
    return false;
}

/* A directory that gets the name of an expected one: the protected tree itself, or one on the way to it. */
static __always_inline bool match_expected(const bool direct, struct dentry *dentry, struct inode *inode,
                                           struct kw_match *match)
{
    if (!S_ISDIR(LOAD(direct, inode, i_mode)))
        return false;
    struct kw_expectation *expected = expected_as(direct, dentry);
    if (!expected)
        return false;
    identify(direct, inode, &match->key);
    match->entry = entry_of(expected);
    match->level = 0;
    fulfil(&match->key, &match->entry);
    return true;
}

/* Matches, learns and reports a file that gets a second or another name. Learned first: the name still holds. */
static __always_inline int two_names(const bool direct, __u16 operation, __u32 slot, struct dentry *old_dentry,
                                     struct dentry *new_dentry, unsigned int flags)
{
    struct kw_record *record = new_record(slot, operation);
    if (!record)
        return 0;
    struct kw_match *from = &record->match;
    struct kw_match *to = &record->new_match;
    struct inode *inode = LOAD(direct, old_dentry, d_inode);
    struct inode *target = LOAD(direct, new_dentry, d_inode);
    enum own from_own, to_own;
    bool from_hit = match_side(direct, old_dentry, inode, from, &from_own);
    bool to_hit = match_side(direct, new_dentry, target, to, &to_own);
    if (!to_hit)
        to_hit = match_expected(direct, new_dentry, inode, to);
    if (!from_hit && !to_hit)
        return 0;

    /*
     * Before learning: whoever ignores a file because of what it was called looks at this afterwards, so one of the two
     * sees the other.
     */
    __atomic_fetch_add(&shared.names, 1, __ATOMIC_RELAXED);
    if (from_own != OWN_LISTED)
        learn(direct, inode, from_hit ? from : to);
    if (target && (flags & RENAME_EXCHANGE) && to_own != OWN_LISTED)
        learn(direct, target, to_hit ? to : from);

    bool secret = (from_hit && from->entry.ring == KW_RING_SECRET) || (to_hit && to->entry.ring == KW_RING_SECRET);
    record->ring = secret ? KW_RING_SECRET : KW_RING_OPEN;
    record->flags = flags;
    record->is_directory = S_ISDIR(LOAD(direct, inode, i_mode));
    identify(direct, inode, &record->file);
    if (target)
        identify(direct, target, &record->replaced);
    settle(slot);
    read_path(number_of(old_dentry), 0, slot, KW_TEXT_PATH, KW_PATH_BYTES);
    read_path(number_of(new_dentry), 0, slot, KW_TEXT_PATH_TWO, KW_PATH_BYTES);
    report(slot);
    return 0;
}

static __always_inline int judge_rename(const bool direct, struct dentry *old_dentry, struct inode *new_dir,
                                        struct dentry *new_dentry, unsigned int flags)
{
    struct inode *inode = LOAD(direct, old_dentry, d_inode);
    if (!device_may_hold(device_of(direct, new_dir)) && !may_expect(LOAD(direct, new_dir, i_ino)) &&
        !may_expect(LOAD(direct, inode, i_ino)))
        return 0;
    return two_names(direct, KW_OPERATION_RENAME, SLOT_RENAME, old_dentry, new_dentry, flags);
}

/*
 * int security_inode_rename(struct inode *old_dir, struct dentry *old_dentry, struct inode *new_dir,
 *                           struct dentry *new_dentry, unsigned int flags)
 * Called by vfs_rename before the names change, once also for RENAME_EXCHANGE, and for renames that never had a path
 * (overlayfs, nfsd). It carries no mount: the paths are those inside the file system.
 */
SEC("fentry/security_inode_rename")
int BPF_PROG(inode_rename, struct inode *old_dir, struct dentry *old_dentry, struct inode *new_dir,
             struct dentry *new_dentry, unsigned int flags)
{
    return judge_rename(true, old_dentry, new_dir, new_dentry, flags);
}

SEC("kprobe/security_inode_rename")
int BPF_KPROBE(inode_rename_kprobe, struct inode *old_dir, struct dentry *old_dentry, struct inode *new_dir,
               struct dentry *new_dentry, unsigned int flags)
{
    return judge_rename(false, old_dentry, new_dir, new_dentry, flags);
}

static __always_inline int judge_link(const bool direct, struct dentry *old_dentry, struct inode *directory,
                                      struct dentry *new_dentry)
{
    if (!device_may_hold(device_of(direct, directory)))
        return 0;
    return two_names(direct, KW_OPERATION_LINK, SLOT_LINK, old_dentry, new_dentry, 0);
}

/*
 * int security_inode_link(struct dentry *old_dentry, struct inode *dir, struct dentry *new_dentry)
 * Called by vfs_link before the second name exists.
 */
SEC("fentry/security_inode_link")
int BPF_PROG(inode_link, struct dentry *old_dentry, struct inode *directory, struct dentry *new_dentry)
{
    return judge_link(true, old_dentry, directory, new_dentry);
}

SEC("kprobe/security_inode_link")
int BPF_KPROBE(inode_link_kprobe, struct dentry *old_dentry, struct inode *directory, struct dentry *new_dentry)
{
    return judge_link(false, old_dentry, directory, new_dentry);
}

static __always_inline int judge_unlink(const bool direct, struct inode *directory, struct dentry *dentry)
{
    if (!device_may_hold(device_of(direct, directory)))
        return 0;
    struct inode *inode = LOAD(direct, dentry, d_inode);
    struct kw_match match = {};
    enum own own = match_own(direct, inode, &match);
    if (own == OWN_IGNORED || (own == OWN_UNKNOWN && !match_ancestors(direct, dentry, &match)))
        return 0;
    struct kw_record *record = new_record(SLOT_UNLINK, KW_OPERATION_UNLINK);
    if (!record)
        return 0;
    record->ring = match.entry.ring;
    record->match = match;
    identify(direct, inode, &record->file);
    settle(SLOT_UNLINK);
    __u64 path = number_of(dentry);
    read_path(path, 0, SLOT_UNLINK, KW_TEXT_PATH, KW_PATH_BYTES);
    read_path(path, 0, SLOT_UNLINK, KW_TEXT_PATH_TWO, KW_PATH_BYTES);
    report(SLOT_UNLINK);
    return 0;
}

/*
 * int security_inode_unlink(struct inode *dir, struct dentry *dentry)
 * Called by vfs_unlink before the name goes; not for directories, and not for the file that a rename replaces.
 */
SEC("fentry/security_inode_unlink")
int BPF_PROG(inode_unlink, struct inode *directory, struct dentry *dentry)
{
    return judge_unlink(true, directory, dentry);
}

SEC("kprobe/security_inode_unlink")
int BPF_KPROBE(inode_unlink_kprobe, struct inode *directory, struct dentry *dentry)
{
    return judge_unlink(false, directory, dentry);
}

static __always_inline int judge_appearance(const bool direct, struct dentry *dentry, struct inode *inode)
{
    if (!S_ISDIR(LOAD(direct, inode, i_mode)))
        return 0;
    struct kw_expectation *expected = expected_as(direct, dentry);
    if (!expected)
        return 0;
    struct kw_inode_id id;
    struct kw_entry entry = entry_of(expected);
    identify(direct, inode, &id);
    fulfil(&id, &entry);
    return 0;
}

/*
 * void security_d_instantiate(struct dentry *dentry, struct inode *inode)
 * Called by d_instantiate, d_instantiate_new and d_splice_alias when a name gets its inode, before anybody can find it:
 * for a new directory, and for one that a look-up brings into memory. Sends nothing.
 */
SEC("fentry/security_d_instantiate")
int BPF_PROG(d_instantiate, struct dentry *dentry, struct inode *inode)
{
    return judge_appearance(true, dentry, inode);
}

SEC("kprobe/security_d_instantiate")
int BPF_KPROBE(d_instantiate_kprobe, struct dentry *dentry, struct inode *inode)
{
    return judge_appearance(false, dentry, inode);
}

#endif
