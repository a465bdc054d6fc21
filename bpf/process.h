/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Who did it: everything a short-lived process takes with it, read at the moment of the access. */
#ifndef KEYWARD_PROCESS_H
#define KEYWARD_PROCESS_H

#include "paths.h"
#include "settle.h"

static __always_inline void read_file_path(struct file *file, __u32 slot, __u32 field)
{
    read_path((__u64)BPF_CORE_READ(file, f_path.dentry), mount_of((__u64)BPF_CORE_READ(file, f_path.mnt)), slot, field,
              KW_SHORT_PATH_BYTES);
}

static __always_inline void read_arguments(struct mm_struct *mm, struct kw_record *record)
{
    struct kw_text *text = &record->texts[KW_TEXT_ARGS];
    __u64 start = BPF_CORE_READ(mm, arg_start);
    __u64 length = BPF_CORE_READ(mm, arg_end) - start;
    __u64 used = record->text_used;
    if (used > KW_TEXT_BYTES - KW_ARGS_BYTES)
        return;
    text->truncated = length > KW_ARGS_BYTES;
    if (length > KW_ARGS_BYTES)
        length = KW_ARGS_BYTES;
    if (bpf_probe_read_user(record->text + used, length, (void *)start) != 0)
        return;
    text->offset = used;
    text->length = length;
    record->text_used = used + length;
}

static __always_inline __u32 pid_namespace_of(struct task_struct *task)
{
    struct pid *pid = BPF_CORE_READ(task, thread_pid);
    __u32 level = BPF_CORE_READ(pid, level);
    struct upid *own = (void *)((char *)pid + bpf_core_field_offset(struct pid, numbers) +
                                (level & 31 /* MAX_PID_NS_LEVEL is 32 */) * bpf_core_type_size(struct upid));
    return BPF_CORE_READ(own, ns, ns.inum);
}

static __always_inline void read_tty(struct task_struct *task, struct kw_process *out)
{
    struct tty_struct *tty = BPF_CORE_READ(task, signal, tty);
    out->tty[0] = 0;
    if (tty)
        bpf_probe_read_kernel_str(out->tty, KW_TTY_BYTES, tty->name);
}

static __always_inline void read_ancestor(struct task_struct *task, struct kw_ancestor *out, __u32 slot, __u32 field)
{
    out->pid = BPF_CORE_READ(task, tgid);
    out->uid = BPF_CORE_READ(task, cred, uid.val);
    out->start_time = BPF_CORE_READ(task, start_boottime);
    BPF_CORE_READ_INTO(&out->comm, task, comm);
    __builtin_memset(&out->exe, 0, sizeof(out->exe));
    struct file *exe = BPF_CORE_READ(task, mm, exe_file);
    if (exe) {
        identify(false, BPF_CORE_READ(exe, f_inode), &out->exe);
        read_file_path(exe, slot, field);
    }
}

static __always_inline void read_ancestors(struct task_struct *task, struct kw_process *out, __u32 slot)
{
#pragma clang loop unroll(full)
    for (int i = 0; i < KW_ANCESTORS; i++) {
        out->ancestors[i].pid = 0;
        if (BPF_CORE_READ(task, tgid) == 0)
            continue;
        struct task_struct *parent = BPF_CORE_READ(task, real_parent, group_leader);
        task = parent;
        if (BPF_CORE_READ(parent, tgid) != 0)
            read_ancestor(parent, &out->ancestors[i], slot, KW_TEXT_ANCESTORS + i);
    }
}

/* What settle() left out. Global for the verifier's sake, as read_path is. */
__noinline int read_process(__u32 slot)
{
    struct scratch *scratch = scratch_of(slot);
    if (!scratch)
        return 0;
    struct kw_record *record = &scratch->record;
    struct kw_process *out = &record->process;
    struct task_struct *task = (struct task_struct *)bpf_get_current_task();
    out->start_time = BPF_CORE_READ(task, group_leader, start_boottime);
    out->session = bpf_core_field_exists(task->sessionid) ? BPF_CORE_READ(task, sessionid) : (__u32)-1;
    out->pid_namespace = pid_namespace_of(task);
    out->exe_links = 0;
    out->reserved = 0;
    bpf_get_current_comm(out->comm, KW_COMM_BYTES);
    read_tty(task, out);
    read_path((__u64)BPF_CORE_READ(task, fs, pwd.dentry), mount_of((__u64)BPF_CORE_READ(task, fs, pwd.mnt)), slot,
              KW_TEXT_CWD, KW_SHORT_PATH_BYTES);

    struct mm_struct *mm = BPF_CORE_READ(task, mm);
    struct file *exe = BPF_CORE_READ(mm, exe_file);
    if (mm)
        read_arguments(mm, record);
    if (exe) {
        out->exe_links = BPF_CORE_READ(exe, f_inode, i_nlink);
        read_file_path(exe, slot, KW_TEXT_EXE);
    }
    read_ancestors(task, out, slot);
    return 0;
}

/* Completes and sends what stands in the slot's record. */
static __always_inline void report(__u32 slot)
{
    read_process(slot);
    send_record(slot);
}

#endif
