// SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
/* The kernel half of Keyward: observe, match, emit. README.md in this folder says why each hook. */
#include "kernel_types.h"

#include "emit.h"
#include "match.h"

#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Dual BSD/GPL";

/*
 * int security_file_open(struct file *file)  (5.8 and later)
 * Called by do_dentry_open for every open that yields a readable or writable descriptor, whichever system call asked:
 * open, openat2, open_by_handle_at, io_uring, exec. O_PATH opens do not come here and give no bytes.
 */
SEC("fentry/security_file_open")
int BPF_PROG(file_open, struct file *file)
{
    struct inode *inode = file->f_inode;
    if (!S_ISREG(inode->i_mode))
        return 0;
    if (!device_may_hold(inode->i_sb->s_dev))
        return 0;

    struct kw_match match = {};
    if (!match_own(inode, &match)) {
        if (!match_ancestors(file->f_path.dentry, &match))
            return 0;
        learn(inode, &match);
    }

    struct kw_record *record = begin_record(match.entry.ring, KW_OPERATION_OPEN);
    if (!record)
        return 0;
    __u64 dentry = number_of(file->f_path.dentry);
    record->flags = file->f_flags;
    record->mode = file->f_mode;
    read_inode_id(inode, &record->file);
    record->match = match;
    read_path(dentry, mount_of(BPF_CORE_READ(file, f_path.mnt)), &record->path);
    read_path(dentry, 0, &record->path_two);
    read_process(&record->process);
    end_record(record);
    return 0;
}

/*
 * Both sides of a change of names. Kept in a map because the verifier forgets what is stored there: on the stack each
 * level at which either side may match would be a state of its own (sixteen times sixteen of them). A tracing program
 * does not run twice at once on a processor, so one slot for each of the two programs is enough.
 */
struct two_sides {
    struct kw_match from;
    struct kw_match to;
};

enum { SIDES_OF_RENAME, SIDES_OF_LINK, SIDES };

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, SIDES);
    __type(key, __u32);
    __type(value, struct two_sides);
} sides_scratch SEC(".maps");

/* Matches, learns and reports a file that gets a second or another name. Learned first: the name still holds. */
static __always_inline int two_names(__u16 operation, __u32 slot, struct dentry *old_dentry, struct dentry *new_dentry,
                                     unsigned int flags)
{
    struct two_sides *sides = bpf_map_lookup_elem(&sides_scratch, &slot);
    if (!sides)
        return 0;
    struct kw_match *from = &sides->from;
    struct kw_match *to = &sides->to;
    struct inode *inode = old_dentry->d_inode;
    struct inode *target = new_dentry->d_inode;
    bool from_known = match_own(inode, from);
    bool from_hit = from_known || match_ancestors(old_dentry, from);
    bool to_known = target && match_own(target, to);
    bool to_hit = to_known || match_ancestors(new_dentry, to);
    if (!from_hit && !to_hit)
        return 0;

    if (!from_known)
        learn(inode, from_hit ? from : to);
    if (target && (flags & RENAME_EXCHANGE) && !to_known)
        learn(target, to_hit ? to : from);
    if (!from_hit)
        __builtin_memset(from, 0, sizeof(*from));
    if (!to_hit)
        __builtin_memset(to, 0, sizeof(*to));

    bool secret = (from_hit && from->entry.ring == KW_RING_SECRET) || (to_hit && to->entry.ring == KW_RING_SECRET);
    struct kw_record *record = begin_record(secret ? KW_RING_SECRET : KW_RING_OPEN, operation);
    if (!record)
        return 0;
    record->flags = flags;
    record->mode = 0;
    record->is_directory = S_ISDIR(inode->i_mode);
    read_inode_id(inode, &record->file);
    if (target)
        read_inode_id(target, &record->replaced);
    record->match = *from;
    record->new_match = *to;
    read_path(number_of(old_dentry), 0, &record->path);
    read_path(number_of(new_dentry), 0, &record->path_two);
    read_process(&record->process);
    end_record(record);
    return 0;
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
    if (!device_may_hold(old_dir->i_sb->s_dev))
        return 0;
    return two_names(KW_OPERATION_RENAME, SIDES_OF_RENAME, old_dentry, new_dentry, flags);
}

/*
 * int security_inode_link(struct dentry *old_dentry, struct inode *dir, struct dentry *new_dentry)
 * Called by vfs_link before the second name exists.
 */
SEC("fentry/security_inode_link")
int BPF_PROG(inode_link, struct dentry *old_dentry, struct inode *dir, struct dentry *new_dentry)
{
    if (!device_may_hold(dir->i_sb->s_dev))
        return 0;
    return two_names(KW_OPERATION_LINK, SIDES_OF_LINK, old_dentry, new_dentry, 0);
}

/*
 * int security_inode_unlink(struct inode *dir, struct dentry *dentry)
 * Called by vfs_unlink before the name goes; not for directories, and not for the file that a rename replaces.
 */
SEC("fentry/security_inode_unlink")
int BPF_PROG(inode_unlink, struct inode *dir, struct dentry *dentry)
{
    if (!device_may_hold(dir->i_sb->s_dev))
        return 0;
    struct inode *inode = dentry->d_inode;
    struct kw_match match = {};
    if (!match_own(inode, &match) && !match_ancestors(dentry, &match))
        return 0;

    struct kw_record *record = begin_record(match.entry.ring, KW_OPERATION_UNLINK);
    if (!record)
        return 0;
    record->flags = 0;
    record->mode = 0;
    read_inode_id(inode, &record->file);
    record->match = match;
    __u64 path = number_of(dentry);
    read_path(path, 0, &record->path);
    read_path(path, 0, &record->path_two);
    read_process(&record->process);
    end_record(record);
    return 0;
}

/*
 * Tells the sensor what its own descriptors are to the kernel. stat(2) would not do: on overlayfs and btrfs its device
 * and inode numbers are not those of the inode that an open shows.
 */
SEC("iter/task_file")
int own_files(struct bpf_iter__task_file *context)
{
    struct task_struct *task = context->task;
    struct file *file = context->file;
    if (!task || !file)
        return 0;
    struct task_struct *reader = (struct task_struct *)bpf_get_current_task();
    if (task->tgid != BPF_CORE_READ(reader, tgid))
        return 0;
    struct inode *inode = file->f_inode;
    struct kw_descriptor descriptor = {
        .inode = inode->i_ino,
        .device = inode->i_sb->s_dev,
        .generation = inode->i_generation,
        .descriptor = context->fd,
        .mode = inode->i_mode,
    };
    bpf_seq_write(context->meta->seq, &descriptor, sizeof(descriptor));
    return 0;
}
