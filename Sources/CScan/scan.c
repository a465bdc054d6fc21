// SPDX-License-Identifier: Apache-2.0

#include "scan.h"

#include <stdlib.h>
#include <string.h>

static void enter_in_tables(struct kw_scan *scan, const struct kw_needle *needle)
{
    uint8_t bit = (uint8_t)(1u << needle->bucket);
    for (size_t i = 0; i < KW_SCAN_WINDOW; i++) {
        if (i >= needle->length) {
            // A needle shorter than the window takes any byte there.
            for (size_t half = 0; half < 16; half++) {
                scan->low[i][half] |= bit;
                scan->high[i][half] |= bit;
            }
            continue;
        }
        uint8_t byte = needle->bytes[needle->window + i];
        scan->low[i][byte & 15] |= bit;
        scan->high[i][byte >> 4] |= bit;
    }
}

// Short ones first, which have least to choose from; then those of one bucket together.
static int by_length(const void *left, const void *right)
{
    const struct kw_needle *a = left, *b = right;
    return (a->length > b->length) - (a->length < b->length);
}

static int by_bucket(const void *left, const void *right)
{
    const struct kw_needle *a = left, *b = right;
    return a->bucket != b->bucket ? (a->bucket > b->bucket ? 1 : -1) : by_length(left, right);
}

static int copy_needles(struct kw_scan *scan, const uint8_t *const *bytes, const size_t *lengths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct kw_needle *needle = &scan->needles[i];
        needle->bytes = malloc(lengths[i]);
        if (!needle->bytes)
            return 0;
        scan->count = i + 1;
        memcpy(needle->bytes, bytes[i], lengths[i]);
        needle->length = lengths[i];
    }
    return 1;
}

static int fill(struct kw_scan *scan, const uint8_t *const *bytes, const size_t *lengths, size_t count)
{
    if (!copy_needles(scan, bytes, lengths, count))
        return 0;
    void *work = malloc(kw_scan_window_work_bytes());
    if (!work)
        return 0;
    qsort(scan->needles, count, sizeof *scan->needles, by_length);
    kw_scan_choose_windows(scan->needles, count, work);
    free(work);
    qsort(scan->needles, count, sizeof *scan->needles, by_bucket);
    for (size_t i = 0; i < count; i++) {
        struct kw_needle *needle = &scan->needles[i];
        size_t length = needle->length < KW_SCAN_WINDOW ? needle->length : KW_SCAN_WINDOW;
        memcpy(&needle->word, needle->bytes + needle->window, length);
        memset(&needle->mask, 0xff, length);
        if (scan->buckets[needle->bucket].count++ == 0)
            scan->buckets[needle->bucket].first = i;
        enter_in_tables(scan, needle);
    }
    return 1;
}

struct kw_scan *kw_scan_create(const uint8_t *const *bytes, const size_t *lengths, size_t count,
                               enum kw_scan_level level)
{
    if (count > KW_SCAN_MAX_NEEDLES)
        return NULL;
    for (size_t i = 0; i < count; i++)
        if (lengths[i] < KW_SCAN_MIN_NEEDLE || lengths[i] > KW_SCAN_MAX_NEEDLE)
            return NULL;
    struct kw_scan *scan = calloc(1, sizeof *scan);
    if (!scan)
        return NULL;
    scan->needles = calloc(count ? count : 1, sizeof *scan->needles);
    if (!scan->needles || !fill(scan, bytes, lengths, count)) {
        kw_scan_destroy(scan);
        return NULL;
    }
    enum kw_scan_level best = kw_scan_best_level();
    scan->level = level < best ? level : best;
    return scan;
}

void kw_scan_destroy(struct kw_scan *scan)
{
    if (!scan)
        return;
    for (size_t i = 0; i < scan->count; i++)
        free(scan->needles[i].bytes);
    free(scan->needles);
    free(scan);
}

size_t kw_scan_confirm(const struct kw_scan *scan, const uint8_t *bytes, size_t length, size_t from, size_t at,
                       uint8_t buckets)
{
    size_t earliest = length;
    uint32_t word = 0;
    memcpy(&word, bytes + at, length - at < sizeof word ? length - at : sizeof word);
    for (; buckets; buckets &= (uint8_t)(buckets - 1)) {
        const struct kw_bucket *bucket = &scan->buckets[__builtin_ctz(buckets)];
        for (size_t i = bucket->first; i < bucket->first + bucket->count; i++) {
            const struct kw_needle *needle = &scan->needles[i];
            if (((word ^ needle->word) & needle->mask) || at < from + needle->window)
                continue;
            size_t start = at - needle->window;
            if (needle->length > length - start || start >= earliest)
                continue;
            if (memcmp(bytes + start, needle->bytes, needle->length) == 0)
                earliest = start;
        }
    }
    return earliest;
}

size_t kw_scan_scalar(const struct kw_scan *scan, const uint8_t *bytes, size_t length, size_t from, size_t at)
{
    for (; at < length; at++) {
        uint8_t buckets = 0xff;
        for (size_t i = 0; i < KW_SCAN_WINDOW && buckets; i++) {
            // Behind the end only a needle shorter than the window can be; what it takes there is any byte.
            uint8_t byte = at + i < length ? bytes[at + i] : 0;
            uint8_t fits = scan->low[i][byte & 15] & scan->high[i][byte >> 4];
            buckets &= at + i < length ? fits : 0xff;
        }
        if (!buckets)
            continue;
        size_t found = kw_scan_confirm(scan, bytes, length, from, at, buckets);
        if (found < length)
            return found;
    }
    return length;
}

enum kw_scan_level kw_scan_best_level(void)
{
#ifdef KW_SCAN_X86
    if (__builtin_cpu_supports("avx2"))
        return KW_SCAN_AVX2;
    if (__builtin_cpu_supports("ssse3"))
        return KW_SCAN_SSSE3;
#endif
    return KW_SCAN_SCALAR;
}

size_t kw_scan_find(const struct kw_scan *scan, const uint8_t *bytes, size_t length, size_t from)
{
    if (scan->count == 0 || from >= length)
        return length;
#ifdef KW_SCAN_X86
    if (scan->level == KW_SCAN_AVX2)
        return kw_scan_avx2(scan, bytes, length, from);
    if (scan->level == KW_SCAN_SSSE3)
        return kw_scan_ssse3(scan, bytes, length, from);
#endif
    return kw_scan_scalar(scan, bytes, length, from, from);
}
