// SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
/* The kernel half of Keyward: observe, match, emit. README.md in this folder says why each hook. */
#include "identity.h"
#include "mounts.h"
#include "names.h"
#include "opens.h"

char LICENSE[] SEC("license") = "Dual BSD/GPL";

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
