/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * What a process is: the file that it executed, noted when it executed it. What it shows later (mm->exe_file) root can
 * set to another file (PR_SET_MM_EXE_FILE). A fork has its parent's; threads, io_uring's workers included, have their
 * group leader's; what ran before the sensor gets what it shows when the sensor starts.
 *
 * Kept in task storage, which goes with the task; on kernels without it (before 5.11), and where the hooks are kprobes,
 * in a table by process number and start time. Whoever is in neither counts as unlisted.
 */
#ifndef KEYWARD_IDENTITY_H
#define KEYWARD_IDENTITY_H

#include "match.h"

#include <bpf/bpf_tracing.h>

struct {
    __uint(type, BPF_MAP_TYPE_TASK_STORAGE);
    __uint(map_flags, BPF_F_NO_PREALLOC);
    __type(key, int);
    __type(value, struct kw_identity);
} task_identities SEC(".maps");

struct process_key {
    __u32 pid;
    __u32 reserved;
    __u64 start_time;
};

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, KW_IDENTITIES_MAX);
    __type(key, struct process_key);
    __type(value, struct kw_identity);
} process_identities SEC(".maps");

static __always_inline struct process_key key_of(struct task_struct *task)
{
    struct task_struct *leader = BPF_CORE_READ(task, group_leader);
    return (struct process_key){.pid = BPF_CORE_READ(leader, tgid),
                                .start_time = BPF_CORE_READ(leader, start_boottime)};
}

/* NULL if nothing is known. */
static __always_inline struct kw_identity *current_identity(void)
{
    if (has_task_storage) {
        struct task_struct *task = bpf_get_current_task_btf();
        return bpf_task_storage_get(&task_identities, task->group_leader, NULL, 0);
    }
    struct process_key key = key_of((struct task_struct *)bpf_get_current_task());
    return bpf_map_lookup_elem(&process_identities, &key);
}

/* `task` must be one the verifier trusts, or the table is used. */
static __always_inline void keep_identity(struct task_struct *task, const struct kw_identity *identity)
{
    if (has_task_storage) {
        struct kw_identity *kept = bpf_task_storage_get(&task_identities, task, NULL, BPF_LOCAL_STORAGE_GET_F_CREATE);
        if (kept)
            *kept = *identity;
        else
            count(KW_COUNTER_IDENTITY_LOST);
        return;
    }
    struct process_key key = key_of(task);
    if (bpf_map_update_elem(&process_identities, &key, identity, BPF_ANY) != 0)
        count(KW_COUNTER_IDENTITY_LOST);
}

/* False for a kernel thread. */
static __always_inline bool shown_executable(struct task_struct *task, struct kw_inode_id *id)
{
    struct inode *inode = BPF_CORE_READ(task, mm, exe_file, f_inode);
    if (!inode)
        return false;
    identify(false, inode, id);
    return true;
}

/* Two executions at one nanosecond are on two processors. */
static __always_inline __u64 exec_id_at(__u64 time)
{
    return time << 8 | (bpf_get_smp_processor_id() & 0xff);
}

/*
 * TRACE_EVENT(sched_process_exec, struct task_struct *p, pid_t old_pid, struct linux_binprm *bprm)
 * Runs in exec_binprm (fs/exec.c) behind the point of no return, before the new program's first instruction.
 */
SEC("tp_btf/sched_process_exec")
int BPF_PROG(process_exec, struct task_struct *task, int old_pid, struct linux_binprm *program)
{
    struct kw_identity identity = {.exec_id = exec_id_at(bpf_ktime_get_boot_ns())};
    if (shown_executable(task, &identity.exe))
        keep_identity(task, &identity);
    return 0;
}

/*
 * TRACE_EVENT(task_newtask, struct task_struct *task, unsigned long clone_flags)
 * Runs at the end of copy_process (kernel/fork.c), in the parent, before the new task runs.
 */
SEC("tp_btf/task_newtask")
int BPF_PROG(process_fork, struct task_struct *task, unsigned long clone_flags)
{
    if (clone_flags & CLONE_THREAD)
        return 0;
    struct kw_identity *parent = current_identity();
    if (parent) {
        struct kw_identity identity = *parent;
        keep_identity(task, &identity);
    }
    return 0;
}

/*
 * TRACE_EVENT(sched_process_free, struct task_struct *p)
 * Runs when the last of a task goes (delayed_put_task_struct). A leader outlives its threads. Only for the table.
 */
SEC("tp_btf/sched_process_free")
int BPF_PROG(process_free, struct task_struct *task)
{
    struct process_key key = {.pid = BPF_CORE_READ(task, tgid), .start_time = BPF_CORE_READ(task, start_boottime)};
    if (BPF_CORE_READ(task, pid) == (int)key.pid)
        bpf_map_delete_elem(&process_identities, &key);
    return 0;
}

/* What runs already; read once the two programs above are attached, so that nobody slips between. */
SEC("iter/task")
int running_processes(struct bpf_iter__task *context)
{
    struct task_struct *task = context->task;
    if (!task)
        return 0;
    struct kw_identity identity = {};
    if (!shown_executable(task, &identity.exe))
        return 0;
    struct task_struct *leader = task->group_leader;
    identity.exec_id = exec_id_at(BPF_CORE_READ(leader, start_boottime));
    if (has_task_storage) {
        if (!bpf_task_storage_get(&task_identities, leader, NULL, 0))
            keep_identity(leader, &identity);
        return 0;
    }
    struct process_key key = key_of(task);
    bpf_map_update_elem(&process_identities, &key, &identity, BPF_NOEXIST);
    return 0;
}

#endif
