/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Everything the kernel half keeps, and the counters. */
#ifndef KEYWARD_MAPS_H
#define KEYWARD_MAPS_H

#include "kernel_types.h"

#include <bpf/bpf_helpers.h>
#include <event_abi.h>

/* The only global variable, so that it is the whole of .bss and user space can map it. */
struct kw_shared shared;

struct {
    __uint(type, BPF_MAP_TYPE_HASH);
    __uint(max_entries, KW_PROTECTED_MAX);
    __type(key, struct kw_inode_id);
    __type(value, struct kw_entry);
} protected_set SEC(".maps");

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

static __always_inline void count(__u32 counter)
{
    __u64 *value = bpf_map_lookup_elem(&counters, &counter);
    if (value)
        *value += 1;
}

#endif
