// SPDX-License-Identifier: Apache-2.0

// Finds any of a set of byte strings in a block of bytes in one pass.
//
// Each needle gives a window of up to four of its rarest bytes. A pass looks up the halves of every byte in tables that
// say which windows it could belong to, 32 or 16 bytes at a time where the processor has AVX2 or SSSE3, and compares
// whole needles only where all four bytes of a window agree. (The method is known as Teddy, from Hyperscan.)
#ifndef KW_CSCAN_H
#define KW_CSCAN_H

#include <stddef.h>
#include <stdint.h>

// Bytes of the shortest and longest needle.
#define KW_SCAN_MIN_NEEDLE 2
#define KW_SCAN_MAX_NEEDLE 256
// Needles in one set.
#define KW_SCAN_MAX_NEEDLES 65536

enum kw_scan_level {
    KW_SCAN_SCALAR = 0,
    KW_SCAN_SSSE3 = 1,
    KW_SCAN_AVX2 = 2,
};

struct kw_scan;

// The best level that this processor has.
enum kw_scan_level kw_scan_best_level(void);

// Makes a set of `count` needles, needle i being `lengths[i]` bytes at `bytes[i]`, which are copied. NULL if memory is
// short, or a needle or the set is outside the limits above. `level` beyond the processor's best means its best.
struct kw_scan *kw_scan_create(const uint8_t *const *bytes, const size_t *lengths, size_t count,
                               enum kw_scan_level level);

void kw_scan_destroy(struct kw_scan *scan);

// Where a needle at or behind `from` begins, so that every other one that begins before it reaches into it: there is none
// in an earlier line. `length` if there is none at all. Reads no byte outside `bytes[0..length)`.
size_t kw_scan_find(const struct kw_scan *scan, const uint8_t *bytes, size_t length, size_t from);

// Who made the request that a line of an audit log is about: pieces of the line, as they are spelt in it.
struct kw_use {
    // What names the credential: the value of the user's credential-id, else the user's name.
    const uint8_t *id;
    size_t id_length;
    // What stands between the brackets of sourceIPs.
    const uint8_t *sources;
    size_t sources_length;
    // requestReceivedTimestamp, as one number that is the greater the later.
    uint64_t time;
};

enum kw_use_outcome {
    // Nobody is named in the line.
    KW_USE_NONE,
    KW_USE_FOUND,
    // The line has to be read whole.
    KW_USE_UNCLEAR,
};

// Finds them in a line that holds one event as the API server writes it, or as a string inside another JSON text.
enum kw_use_outcome kw_use_find(const uint8_t *line, size_t length, struct kw_use *use);

#endif
