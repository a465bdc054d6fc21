/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/*
 * Where a record is put together, and how it is sent. A record is built in memory of its program's own on its processor
 * and copied into the ring with as much text as it has: it is never on the stack, which holds 512 bytes, and the
 * verifier, which forgets what is stored in a map, checks the ways to a record once instead of each with all others.
 */
#ifndef KEYWARD_RECORD_H
#define KEYWARD_RECORD_H

#include "maps.h"

/*
 * One for each program that may send: an fentry or kprobe program does not run twice at once on a processor, two programs
 * may. A BPF LSM program may itself be interrupted by another task's run of it, on kernels that let tasks interrupt each
 * other inside the kernel; it takes one of several.
 */
enum slot {
    SLOT_OPEN,
    SLOT_RENAME,
    SLOT_LINK,
    SLOT_UNLINK,
    SLOT_MOUNT_OF,
    SLOT_MOUNT_OVER,
    SLOT_MOVE_MOUNT,
    SLOT_SHARED,
    SLOTS = SLOT_SHARED + 8,
};
_Static_assert(SLOTS <= 1 << KW_SEQUENCE_SLOT_BITS, "a sequence number has no room for the slot");

struct scratch {
    __u64 count; /* records sent so far */
    __u64 is_taken;
    struct kw_repeat_key repeat;
    __u64 is_first; /* 1: `repeat` counts what comes after this record */
    struct kw_record record;
};

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, SLOTS);
    __type(key, __u32);
    __type(value, struct scratch);
} scratches SEC(".maps");

static __always_inline struct scratch *scratch_of(__u32 slot)
{
    return bpf_map_lookup_elem(&scratches, &slot);
}

/* A slot of those that any run may take; SLOTS if as many runs as there are have been interrupted on this processor. */
static __always_inline __u32 take_shared_slot(void)
{
#pragma clang loop unroll(full)
    for (__u32 slot = SLOT_SHARED; slot < SLOTS; slot++) {
        struct scratch *scratch = scratch_of(slot);
        if (scratch && __sync_lock_test_and_set(&scratch->is_taken, 1) == 0)
            return slot;
    }
    return SLOTS;
}

static __always_inline void give_back(__u32 slot)
{
    struct scratch *scratch = scratch_of(slot);
    if (scratch)
        scratch->is_taken = 0;
}

/* The record of this slot, its header filled; NULL never, but the verifier cannot know. */
static __always_inline struct kw_record *new_record(__u32 slot, __u16 operation)
{
    struct scratch *scratch = scratch_of(slot);
    if (!scratch)
        return NULL;
    struct kw_record *record = &scratch->record;
    record->magic = KW_RECORD_MAGIC;
    record->operation = operation;
    record->ring = KW_RING_SECRET;
    record->is_directory = 0;
    record->boot_time = bpf_ktime_get_boot_ns();
    record->flags = 0;
    record->mode = 0;
    record->text_used = 0;
    record->names = shared.names;
    __builtin_memset(&record->replaced, 0, sizeof(record->replaced));
    __builtin_memset(&record->match, 0, sizeof(record->match));
    __builtin_memset(&record->new_match, 0, sizeof(record->new_match));
    __builtin_memset(record->texts, 0, sizeof(record->texts));
    return record;
}

static __always_inline void count_of_ring(__u32 counter, __u8 ring)
{
    count(counter + (ring == KW_RING_SECRET ? KW_RING_SECRET : KW_RING_OPEN));
}

/* Puts the slot's record into its ring. Its number is taken before its room there: one that is lost leaves a gap. */
__noinline int send_record(__u32 slot)
{
    struct scratch *scratch = scratch_of(slot);
    if (!scratch)
        return 0;
    struct kw_record *record = &scratch->record;
    scratch->count++;
    record->sequence = kw_sequence(scratch->count, slot, bpf_get_smp_processor_id());
    __u32 used = record->text_used;
    if (used > KW_TEXT_BYTES)
        used = KW_TEXT_BYTES;
    __u64 size = __builtin_offsetof(struct kw_record, text) + used;
    long error;
    if (record->ring == KW_RING_SECRET)
        error = bpf_ringbuf_output(&secret_ring, record, size, 0);
    else
        error = bpf_ringbuf_output(&open_ring, record, size, 0);
    if (error) {
        count_of_ring(KW_COUNTER_LOST, record->ring);
        return 0;
    }
    count_of_ring(KW_COUNTER_DELIVERED, record->ring);
    if (scratch->is_first) {
        struct kw_repeat_value *value = bpf_map_lookup_elem(&repeats, &scratch->repeat);
        if (value)
            value->sequence = record->sequence;
    }
    return 0;
}

#endif
