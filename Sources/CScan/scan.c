// SPDX-License-Identifier: Apache-2.0

#include "scan.h"

#include <stdlib.h>
#include <string.h>

// How common a byte is in an audit log, 0 to 9, measured on a log of mixed components: the rarest bytes of a needle make
// its window. Wrong guesses cost time, never a match.
static unsigned commonness(uint8_t byte)
{
    static const char *const classes[] = {
        // clang-format off
        "e\"ast", "nric:o,", "lud.-pm", "v/hyb1", "{}0kg", "w23Af_", "4567I8", "9UTRxSj=", "NODCEPBq&?[]",
        // clang-format on
    };
    for (unsigned rank = 0; rank < sizeof classes / sizeof *classes; rank++)
        if (byte != 0 && strchr(classes[rank], byte))
            return 9 - rank;
    return 0;
}

// Where the window of a needle begins: the four neighbours that are rarest together.
static size_t choose_window(const uint8_t *needle, size_t length)
{
    size_t best = 0;
    unsigned lowest = ~0u;
    for (size_t start = 0; start + KW_SCAN_WINDOW <= length; start++) {
        unsigned sum = 0;
        for (size_t i = 0; i < KW_SCAN_WINDOW; i++)
            sum += commonness(needle[start + i]);
        if (sum < lowest) {
            lowest = sum;
            best = start;
        }
    }
    return best;
}

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

// Orders needles by their windows, so that those in one bucket share as many halves as can be.
static int by_window(const void *left, const void *right)
{
    const struct kw_needle *a = left, *b = right;
    size_t n = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->bytes + a->window, b->bytes + b->window, n < KW_SCAN_WINDOW ? n : KW_SCAN_WINDOW);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

static int fill(struct kw_scan *scan, const uint8_t *const *bytes, const size_t *lengths, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct kw_needle *needle = &scan->needles[i];
        needle->bytes = malloc(lengths[i]);
        if (!needle->bytes)
            return 0;
        scan->count = i + 1;
        memcpy(needle->bytes, bytes[i], lengths[i]);
        needle->length = lengths[i];
        needle->window = choose_window(bytes[i], lengths[i]);
        if (lengths[i] > scan->longest)
            scan->longest = lengths[i];
    }
    qsort(scan->needles, count, sizeof *scan->needles, by_window);
    for (size_t i = 0; i < count; i++) {
        scan->needles[i].bucket = i * KW_SCAN_BUCKETS / count;
        if (i == 0 || scan->needles[i].bucket != scan->needles[i - 1].bucket)
            scan->buckets[scan->needles[i].bucket].first = i;
        scan->buckets[scan->needles[i].bucket].count++;
        enter_in_tables(scan, &scan->needles[i]);
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
    for (; buckets; buckets &= (uint8_t)(buckets - 1)) {
        const struct kw_bucket *bucket = &scan->buckets[__builtin_ctz(buckets)];
        for (size_t i = bucket->first; i < bucket->first + bucket->count; i++) {
            const struct kw_needle *needle = &scan->needles[i];
            if (at < from + needle->window)
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
