/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Everything the kernel half keeps, and the counters. */
#ifndef KEYWARD_MAPS_H
#define KEYWARD_MAPS_H

#include "kernel_types.h"

#include <bpf/bpf_helpers.h>
#include <event_abi.h>

/* The only global variable that is written, so that it is the whole of .bss and user space can map it. */
struct kw_shared shared;

/* Set before loading: the kernel has task storage (5.11), and the hooks that keep identities in it are loaded. */
const volatile __u8 has_task_storage = 1;

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, KW_PROTECTED_MAX);
    __type(key, struct kw_inode_id);
    __type(value, struct kw_entry);
} protected_set SEC(".maps");

/* Directories above protected ones, with the numbers of their paths. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, KW_EXPECTING_MAX);
    __type(key, struct kw_inode_id);
    __type(value, __u32);
} expecting SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, KW_EXPECTING_MAX);
    __type(key, struct kw_expected_name);
    __type(value, struct kw_expectation);
} expectations SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, KW_ALLOW_MAX);
    __type(key, struct kw_allow_key);
    __type(value, struct kw_allow_value);
} allow_cache SEC(".maps");

/* Room for two windows: the one that is counted in, and the one before, until the user half has read it. */
struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, 2 * KW_REPEATS_MAX);
    __type(key, struct kw_repeat_key);
    __type(value, struct kw_repeat_value);
} repeats SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, KW_SECRET_RING_BYTES);
} secret_ring SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_RINGBUF);
    __uint(max_entries, KW_OPEN_RING_BYTES);
} open_ring SEC(".maps");

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, KW_COUNTERS);
    __type(key, __u32);
    __type(value, __u64);
} counters SEC(".maps");

/* Relaxed and without a result: Linux 5.10 has no other atomic addition. */
static __always_inline void add_one(__u64 *value)
{
    __atomic_fetch_add(value, 1, __ATOMIC_RELAXED);
}

/* Atomic though per processor: one program may be preempted by another. */
static __always_inline void count(__u32 counter)
{
    __u64 *value = bpf_map_lookup_elem(&counters, &counter);
    if (value)
        add_one(value);
}

#endif
