/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Who did it: everything a short-lived process takes with it, read at the moment of the access. */
#ifndef KEYWARD_PROCESS_H
#define KEYWARD_PROCESS_H

#include "paths.h"

static __always_inline void read_inode_id(struct inode *inode, struct kw_inode_id *id)
{
    id->inode = BPF_CORE_READ(inode, i_ino);
    id->device = BPF_CORE_READ(inode, i_sb, s_dev);
    id->generation = BPF_CORE_READ(inode, i_generation);
}

static __always_inline void read_executable_path(struct file *exe, struct kw_short_path *out)
{
    read_short_path((__u64)BPF_CORE_READ(exe, f_path.dentry), mount_of(BPF_CORE_READ(exe, f_path.mnt)), out);
}

static __always_inline void clear_path(struct kw_short_path *path)
{
    path->length = 0;
    path->components = 0;
    path->truncated = 0;
    path->reserved = 0;
}

static __always_inline void read_arguments(struct mm_struct *mm, struct kw_process *out)
{
    __u64 start = BPF_CORE_READ(mm, arg_start);
    __u64 length = BPF_CORE_READ(mm, arg_end) - start;
    out->args_truncated = length > KW_ARGS_BYTES;
    if (length > KW_ARGS_BYTES)
        length = KW_ARGS_BYTES;
    if (bpf_probe_read_user(out->args, length, (void *)start) != 0)
        length = 0;
    out->args_length = length;
}

static __always_inline __u32 pid_namespace_of(struct task_struct *task)
{
    struct pid *pid = BPF_CORE_READ(task, thread_pid);
    __u32 level = BPF_CORE_READ(pid, level);
    struct upid *own = (void *)((char *)pid + bpf_core_field_offset(struct pid, numbers) +
                                (level & 31 /* MAX_PID_NS_LEVEL is 32 */) * bpf_core_type_size(struct upid));
    return BPF_CORE_READ(own, ns, ns.inum);
}

static __always_inline void read_audit_login(struct task_struct *task, struct kw_process *out)
{
    out->login_uid = bpf_core_field_exists(task->loginuid) ? BPF_CORE_READ(task, loginuid.val) : (__u32)-1;
    out->session = bpf_core_field_exists(task->sessionid) ? BPF_CORE_READ(task, sessionid) : (__u32)-1;
}

static __always_inline void read_tty(struct task_struct *task, struct kw_process *out)
{
    struct tty_struct *tty = BPF_CORE_READ(task, signal, tty);
    out->tty[0] = 0;
    if (tty)
        bpf_probe_read_kernel_str(out->tty, KW_TTY_BYTES, tty->name);
}

static __always_inline void read_ancestor(struct task_struct *task, struct kw_ancestor *out)
{
    out->pid = BPF_CORE_READ(task, tgid);
    out->uid = BPF_CORE_READ(task, cred, uid.val);
    out->start_time = BPF_CORE_READ(task, start_boottime);
    BPF_CORE_READ_INTO(&out->comm, task, comm);
    struct file *exe = BPF_CORE_READ(task, mm, exe_file);
    if (exe) {
        read_inode_id(BPF_CORE_READ(exe, f_inode), &out->exe);
        read_executable_path(exe, &out->exe_path);
    } else {
        __builtin_memset(&out->exe, 0, sizeof(out->exe));
        clear_path(&out->exe_path);
    }
}

static __always_inline void read_ancestors(struct task_struct *task, struct kw_process *out)
{
#pragma clang loop unroll(full)
    for (int i = 0; i < KW_ANCESTORS; i++) {
        out->ancestors[i].pid = 0;
        if (BPF_CORE_READ(task, tgid) == 0)
            continue;
        struct task_struct *parent = BPF_CORE_READ(task, real_parent, group_leader);
        task = parent;
        if (BPF_CORE_READ(parent, tgid) != 0)
            read_ancestor(parent, &out->ancestors[i]);
    }
}

/* Global for the verifier's sake, as read_path is. */
__noinline int read_process(struct kw_process *out)
{
    if (!out)
        return 0;
    struct task_struct *task = (struct task_struct *)bpf_get_current_task();
    __u64 ids = bpf_get_current_pid_tgid();
    __u64 owner = bpf_get_current_uid_gid();
    out->pid = ids >> 32;
    out->tid = (__u32)ids;
    out->start_time = BPF_CORE_READ(task, group_leader, start_boottime);
    out->cgroup_id = bpf_get_current_cgroup_id();
    out->uid = (__u32)owner;
    out->gid = owner >> 32;
    out->mount_namespace = BPF_CORE_READ(task, nsproxy, mnt_ns, ns.inum);
    out->pid_namespace = pid_namespace_of(task);
    out->args_length = 0;
    out->args_truncated = 0;
    __builtin_memset(out->reserved, 0, sizeof(out->reserved));
    bpf_get_current_comm(out->comm, KW_COMM_BYTES);
    read_audit_login(task, out);
    read_tty(task, out);

    struct dentry *cwd = BPF_CORE_READ(task, fs, pwd.dentry);
    clear_path(&out->cwd);
    if (cwd)
        read_short_path((__u64)cwd, mount_of(BPF_CORE_READ(task, fs, pwd.mnt)), &out->cwd);

    struct mm_struct *mm = BPF_CORE_READ(task, mm);
    struct file *exe = BPF_CORE_READ(mm, exe_file);
    clear_path(&out->exe.path);
    __builtin_memset(&out->exe.id, 0, sizeof(out->exe.id));
    out->exe.links = 0;
    out->exe.reserved = 0;
    if (mm)
        read_arguments(mm, out);
    if (exe) {
        struct inode *inode = BPF_CORE_READ(exe, f_inode);
        read_inode_id(inode, &out->exe.id);
        out->exe.links = BPF_CORE_READ(inode, i_nlink);
        read_executable_path(exe, &out->exe.path);
    }
    read_ancestors(task, out);
    return 0;
}

#endif
