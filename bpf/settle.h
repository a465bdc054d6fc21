/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Who it is, and whether that has been decided or told already. Both answers are kept by everything that the decision
 * of user space may depend on, so that nobody passes for another by resembling it.
 */
#ifndef KEYWARD_SETTLE_H
#define KEYWARD_SETTLE_H

#include "identity.h"
#include "record.h"

static __always_inline void read_who(struct kw_process *out)
{
    struct task_struct *task = (struct task_struct *)bpf_get_current_task();
    __u64 ids = bpf_get_current_pid_tgid();
    __u64 owner = bpf_get_current_uid_gid();
    out->pid = ids >> 32;
    out->tid = (__u32)ids;
    out->uid = (__u32)owner;
    out->gid = owner >> 32;
    out->cgroup_id = bpf_get_current_cgroup_id();
    out->mount_namespace = BPF_CORE_READ(task, nsproxy, mnt_ns, ns.inum);
    out->login_uid = bpf_core_field_exists(task->loginuid) ? BPF_CORE_READ(task, loginuid.val) : (__u32)-1;
    __builtin_memset(&out->identity, 0, sizeof(out->identity));
    __builtin_memset(&out->exe, 0, sizeof(out->exe));
    shown_executable(task, &out->exe);
    struct kw_identity *identity = current_identity();
    if (identity)
        out->identity = *identity;
}

/* The process shows the very file that it executed. Nothing is kept of one that does not. */
static __always_inline bool is_itself(const struct kw_process *process)
{
    return process->identity.exec_id != 0 && process->identity.exe.inode == process->exe.inode &&
           process->identity.exe.device == process->exe.device &&
           process->identity.exe.generation == process->exe.generation;
}

static __always_inline bool is_allowed(const struct kw_record *record)
{
    const struct kw_process *process = &record->process;
    struct kw_allow_key key = {
        .exec_id = process->identity.exec_id,
        .file = record->file,
        .cgroup_id = process->cgroup_id,
        .uid = process->uid,
        .gid = process->gid,
        .login_uid = process->login_uid,
        .mount_namespace = process->mount_namespace,
        .generation = shared.generation,
        .access = kw_access_bits(record->mode, record->flags),
    };
    struct kw_allow_value *value = bpf_map_lookup_elem(&allow_cache, &key);
    if (!value)
        return false;
    add_one(&value->count);
    return true;
}

/*
 * True if this access has been counted instead of sent. The first of its kind in a window is sent; so is each one until
 * the first is certainly in the ring. What finds no room in the table is sent too.
 */
static __always_inline bool is_repeat(struct scratch *scratch)
{
    struct kw_record *record = &scratch->record;
    const struct kw_process *process = &record->process;
    struct kw_repeat_key *key = &scratch->repeat;
    key->exec_id = process->identity.exec_id;
    key->file = record->file;
    key->cgroup_id = process->cgroup_id;
    key->uid = process->uid;
    key->mount_namespace = process->mount_namespace;
    key->pid = record->ring == KW_RING_SECRET ? process->pid : 0;
    key->window = shared.window;
    key->access = kw_access_bits(record->mode, record->flags);
    key->login_uid = process->login_uid;
    struct kw_repeat_value *value = bpf_map_lookup_elem(&repeats, key);
    if (value && value->sequence) {
        add_one(&value->count);
        value->last_time = record->boot_time;
        return true;
    }
    if (!value) {
        struct kw_repeat_value first = {};
        long error = bpf_map_update_elem(&repeats, key, &first, BPF_NOEXIST);
        if (error && error != -EEXIST) {
            count(KW_COUNTER_REPEATS_FULL);
            return false;
        }
    }
    scratch->is_first = 1;
    return false;
}

/*
 * Says who it is, in the slot's record; 1 if the record need not be sent. Global for the verifier's sake, as read_path
 * is. The canary is always sent, or it would prove nothing; so is whatever changes a name.
 */
__noinline int settle(__u32 slot)
{
    struct scratch *scratch = scratch_of(slot);
    if (!scratch)
        return 1;
    struct kw_record *record = &scratch->record;
    __u8 ring = record->ring;
    scratch->is_first = 0;
    count_of_ring(KW_COUNTER_SEEN, ring);
    read_who(&record->process);
    if (record->operation != KW_OPERATION_OPEN || record->match.entry.id == KW_CANARY_ID ||
        !is_itself(&record->process))
        return 0;
    if (is_allowed(record)) {
        count_of_ring(KW_COUNTER_FILTERED, ring);
        return 1;
    }
    if (is_repeat(scratch)) {
        count_of_ring(KW_COUNTER_AGGREGATED, ring);
        return 1;
    }
    return 0;
}

#endif
