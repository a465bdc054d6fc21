// SPDX-License-Identifier: Apache-2.0

// What the levels of the scanner share.
#ifndef KW_SCAN_H
#define KW_SCAN_H

#include "CScan.h"

#if defined(__x86_64__)
#define KW_SCAN_X86 1
#endif

// Bytes of a needle that the tables look at.
#define KW_SCAN_WINDOW 4
// One bit of a table's byte each.
#define KW_SCAN_BUCKETS 8

// Needles whose windows are chosen with care.
#define KW_SCAN_CHOSEN 256

struct kw_needle {
    uint8_t *bytes;
    size_t length;
    // The window's bytes, and ones where it has any, as they lie in memory: the quick half of the comparison.
    uint32_t word;
    uint32_t mask;
    // Of the window, from the needle's start.
    size_t window;
    size_t bucket;
};

// Neighbours in the sorted list of needles.
struct kw_bucket {
    size_t first;
    size_t count;
};

struct kw_scan {
    // Which buckets have a needle whose window holds, at this place, a byte with this lower or upper half.
    uint8_t low[KW_SCAN_WINDOW][16];
    uint8_t high[KW_SCAN_WINDOW][16];
    struct kw_bucket buckets[KW_SCAN_BUCKETS];
    struct kw_needle *needles;
    size_t count;
    enum kw_scan_level level;
};

// Sets `window` and `bucket` of each needle. `work` is kw_scan_window_work_bytes() of memory.
void kw_scan_choose_windows(struct kw_needle *needles, size_t count, void *work);
size_t kw_scan_window_work_bytes(void);

// The earliest start of a needle of `buckets` whose window begins at `at`; `length` if none is there. What begins before
// `from` does not count.
size_t kw_scan_confirm(const struct kw_scan *scan, const uint8_t *bytes, size_t length, size_t from, size_t at,
                       uint8_t buckets);

// Windows that begin at `at` or later, one by one.
size_t kw_scan_scalar(const struct kw_scan *scan, const uint8_t *bytes, size_t length, size_t from, size_t at);

#ifdef KW_SCAN_X86
size_t kw_scan_avx2(const struct kw_scan *scan, const uint8_t *bytes, size_t length, size_t from);
size_t kw_scan_ssse3(const struct kw_scan *scan, const uint8_t *bytes, size_t length, size_t from);
#endif

#endif
