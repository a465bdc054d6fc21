/* SPDX-License-Identifier: GPL-2.0 OR Apache-2.0 */
/* Rings, sequence numbers and the accounting of each record. */
#ifndef KEYWARD_EMIT_H
#define KEYWARD_EMIT_H

#include "process.h"

/*
 * Room for one record in the ring, header filled; NULL (and counted) when it is full. The sequence number is taken
 * first, so that a record that found no room leaves a gap.
 */
static __always_inline struct kw_record *begin_record(__u8 ring, __u16 operation)
{
    bool secret = ring == KW_RING_SECRET;
    __u64 sequence = __sync_fetch_and_add(&shared.sequence[secret ? KW_RING_SECRET : KW_RING_OPEN], 1) + 1;
    struct kw_record *record;
    if (secret) {
        count(KW_COUNTER_SEEN_SECRET);
        record = bpf_ringbuf_reserve(&secret_ring, sizeof(*record), 0);
        if (!record)
            count(KW_COUNTER_LOST_SECRET_FULL);
    } else {
        count(KW_COUNTER_SEEN_OPEN);
        record = bpf_ringbuf_reserve(&open_ring, sizeof(*record), 0);
        if (!record)
            count(KW_COUNTER_LOST_OPEN_FULL);
    }
    if (!record)
        return NULL;
    record->magic = KW_RECORD_MAGIC;
    record->operation = operation;
    record->ring = secret ? KW_RING_SECRET : KW_RING_OPEN;
    record->is_directory = 0;
    record->sequence = sequence;
    record->boot_time = bpf_ktime_get_boot_ns();
    __builtin_memset(&record->replaced, 0, sizeof(record->replaced));
    __builtin_memset(&record->new_match, 0, sizeof(record->new_match));
    return record;
}

static __always_inline void end_record(struct kw_record *record)
{
    count(record->ring == KW_RING_SECRET ? KW_COUNTER_DELIVERED_SECRET : KW_COUNTER_DELIVERED_OPEN);
    bpf_ringbuf_submit(record, 0);
}

#endif
