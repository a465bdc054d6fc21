// SPDX-License-Identifier: Apache-2.0

#include "scan.h"

#ifdef KW_SCAN_X86
#include <immintrin.h>

// Compiled for processors that may not be this one; kw_scan_find asks which it is.

struct tables_avx2 {
    __m256i low[KW_SCAN_WINDOW];
    __m256i high[KW_SCAN_WINDOW];
};

// The buckets of which the byte at each place could be the window's byte number `i`.
__attribute__((target("avx2"), always_inline)) static inline __m256i fits_avx2(const struct tables_avx2 *tables,
                                                                               const uint8_t *bytes, size_t i)
{
    const __m256i half = _mm256_set1_epi8(15);
    __m256i block = _mm256_loadu_si256((const __m256i *)(bytes + i));
    __m256i lower = _mm256_shuffle_epi8(tables->low[i], _mm256_and_si256(block, half));
    __m256i upper = _mm256_shuffle_epi8(tables->high[i], _mm256_and_si256(_mm256_srli_epi16(block, 4), half));
    return _mm256_and_si256(lower, upper);
}

__attribute__((target("avx2"), always_inline)) static inline __m256i window_avx2(const struct tables_avx2 *tables,
                                                                                 const uint8_t *bytes)
{
    return _mm256_and_si256(_mm256_and_si256(fits_avx2(tables, bytes, 0), fits_avx2(tables, bytes, 1)),
                            _mm256_and_si256(fits_avx2(tables, bytes, 2), fits_avx2(tables, bytes, 3)));
}

__attribute__((target("avx2"))) size_t kw_scan_avx2(const struct kw_scan *scan, const uint8_t *bytes, size_t length,
                                                    size_t from)
{
    struct tables_avx2 tables;
    for (size_t i = 0; i < KW_SCAN_WINDOW; i++) {
        tables.low[i] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)scan->low[i]));
        tables.high[i] = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)scan->high[i]));
    }
    const __m256i none = _mm256_setzero_si256();
    size_t at = from;
    for (; at + 64 + KW_SCAN_WINDOW - 1 <= length; at += 64) {
        __m256i both[2] = {window_avx2(&tables, bytes + at), window_avx2(&tables, bytes + at + 32)};
        __m256i any = _mm256_or_si256(both[0], both[1]);
        if (__builtin_expect(_mm256_testz_si256(any, any), 1))
            continue;
        uint8_t buckets[64];
        _mm256_storeu_si256((__m256i *)buckets, both[0]);
        _mm256_storeu_si256((__m256i *)(buckets + 32), both[1]);
        uint64_t places = ~((uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(both[0], none)) |
                            (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(both[1], none)) << 32);
        for (; places; places &= places - 1) {
            unsigned i = (unsigned)__builtin_ctzll(places);
            size_t found = kw_scan_confirm(scan, bytes, length, from, at + i, buckets[i]);
            if (found < length)
                return found;
        }
    }
    return kw_scan_scalar(scan, bytes, length, from, at);
}

__attribute__((target("ssse3"))) static inline __m128i fits_ssse3(const struct kw_scan *scan, const uint8_t *bytes,
                                                                  size_t place)
{
    const __m128i half = _mm_set1_epi8(15);
    __m128i block = _mm_loadu_si128((const __m128i *)(bytes + place));
    __m128i lower = _mm_and_si128(block, half);
    __m128i upper = _mm_and_si128(_mm_srli_epi16(block, 4), half);
    return _mm_and_si128(_mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)scan->low[place]), lower),
                         _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)scan->high[place]), upper));
}

__attribute__((target("ssse3"))) size_t kw_scan_ssse3(const struct kw_scan *scan, const uint8_t *bytes, size_t length,
                                                      size_t from)
{
    const __m128i none = _mm_setzero_si128();
    size_t at = from;
    for (; at + 16 + KW_SCAN_WINDOW - 1 <= length; at += 16) {
        __m128i both = _mm_and_si128(fits_ssse3(scan, bytes + at, 0), fits_ssse3(scan, bytes + at, 1));
        both = _mm_and_si128(both, _mm_and_si128(fits_ssse3(scan, bytes + at, 2), fits_ssse3(scan, bytes + at, 3)));
        uint32_t places = ~(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(both, none)) & 0xffff;
        if (__builtin_expect(places == 0, 1))
            continue;
        uint8_t buckets[16];
        _mm_storeu_si128((__m128i *)buckets, both);
        for (; places; places &= places - 1) {
            unsigned i = (unsigned)__builtin_ctz(places);
            size_t found = kw_scan_confirm(scan, bytes, length, from, at + i, buckets[i]);
            if (found < length)
                return found;
        }
    }
    return kw_scan_scalar(scan, bytes, length, from, at);
}
#else
typedef int kw_scan_x86_is_elsewhere;
#endif
