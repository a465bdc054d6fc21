// SPDX-License-Identifier: Apache-2.0

#include "CScan.h"

#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// The names to look for, as they stand in a record and as they stand in one that is a string.
struct spelling {
    const char *user;
    const char *impersonated;
    const char *credential;
    const char *sources;
    const char *received;
    const char *kind;
    uint8_t end;
};

static const struct spelling plain = {
    .user = "\"user\":{\"username\":\"",
    .impersonated = "\"impersonatedUser\":{",
    .credential = "credential-id\":[\"",
    .sources = "\"sourceIPs\":[",
    .received = "\"requestReceivedTimestamp\":\"",
    .kind = "\"kind\":\"Event\"",
    .end = '"',
};
static const struct spelling nested = {
    .user = "\\\"user\\\":{\\\"username\\\":\\\"",
    .impersonated = "\\\"impersonatedUser\\\":{",
    .credential = "credential-id\\\":[\\\"",
    .sources = "\\\"sourceIPs\\\":[",
    .received = "\\\"requestReceivedTimestamp\\\":\\\"",
    .kind = "\\\"kind\\\":\\\"Event\\\"",
    .end = '\\',
};

// What stands last in a line is looked for in so many bytes first.
#define TAIL 1024

static const uint8_t *find(const uint8_t *bytes, const uint8_t *end, const char *text)
{
    size_t length = strlen(text);
    if ((size_t)(end - bytes) < length)
        return NULL;
    const uint8_t *last = end - length;
#if defined(__SSE2__)
    // Not the first and the last byte, which are quotes: a line is full of those.
    const __m128i first = _mm_set1_epi8(text[2]), closing = _mm_set1_epi8(text[length - 2]);
    for (; bytes + 15 <= last; bytes += 16) {
        __m128i a = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(bytes + 2)), first);
        __m128i b = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(bytes + length - 2)), closing);
        unsigned places = (unsigned)_mm_movemask_epi8(_mm_and_si128(a, b));
        for (; places; places &= places - 1) {
            const uint8_t *at = bytes + __builtin_ctz(places);
            if (memcmp(at, text, length) == 0)
                return at;
        }
    }
#endif
    for (; bytes <= last; bytes++)
        if (*bytes == (uint8_t)text[0] && memcmp(bytes, text, length) == 0)
            return bytes;
    return NULL;
}

static const uint8_t *find_last(const uint8_t *bytes, const uint8_t *end, const char *text)
{
    const uint8_t *from = end - bytes > TAIL ? end - TAIL : bytes, *found = NULL;
    for (const uint8_t *at = find(from, end, text); at; at = find(at + 1, end, text))
        found = at;
    if (!found && from != bytes)
        for (const uint8_t *at = find(bytes, end, text); at; at = find(at + 1, end, text))
            found = at;
    return found;
}

// 2026-11-20T14:03:22.112345Z without the century: what the API server writes (metav1.MicroTime).
static int read_time(const uint8_t *text, const uint8_t *end, uint64_t *time)
{
    static const char form[] = "dddd-dd-ddTdd:dd:dd.ddddddZ";
    if ((size_t)(end - text) < sizeof form - 1)
        return 0;
    uint64_t value = 0;
    for (size_t i = 0; i < sizeof form - 1; i++) {
        if (form[i] != 'd') {
            if (text[i] != (uint8_t)form[i])
                return 0;
            continue;
        }
        if (text[i] < '0' || text[i] > '9')
            return 0;
        if (i >= 2)
            value = value * 10 + (text[i] - '0');
    }
    *time = value;
    return 1;
}

// As in the log, and as an item of a webhook's list, which has no kind.
static int begins_event(const uint8_t *line, size_t length)
{
    static const char logged[] = "{\"kind\":\"Event\",", listed[] = "{\"level\":\"";
    return (length >= sizeof logged - 1 && memcmp(line, logged, sizeof logged - 1) == 0) ||
           (length >= sizeof listed - 1 && memcmp(line, listed, sizeof listed - 1) == 0);
}

// In whatever form: audit.k8s.io's username, Google Cloud's principalEmail.
static int names_somebody(const uint8_t *line, const uint8_t *end)
{
    return find(line, end, "username") || find(line, end, "principalEmail");
}

enum kw_use_outcome kw_use_find(const uint8_t *line, size_t length, struct kw_use *use)
{
    const uint8_t *end = line + length;
    const struct spelling *as = &plain;
    const uint8_t *user = find(line, end, as->user);
    if (!user) {
        as = &nested;
        user = find(line, end, as->user);
        if (!user)
            return names_somebody(line, end) ? KW_USE_UNCLEAR : KW_USE_NONE;
        // A batch holds several, and so may what is no record of ours.
        const uint8_t *kind = find(line, end, as->kind);
        if (!kind || find(kind + 1, end, as->kind))
            return KW_USE_UNCLEAR;
    } else if (!begins_event(line, length)) {
        return KW_USE_UNCLEAR;
    }
    user += strlen(as->user);
    const uint8_t *sources = find(user, end, as->sources);
    if (!sources)
        return KW_USE_UNCLEAR;
    const uint8_t *limit = find(user, sources, as->impersonated);
    const uint8_t *id = find(user, limit ? limit : sources, as->credential);
    id = id ? id + strlen(as->credential) : user;
    const uint8_t *id_end = memchr(id, as->end, (size_t)(end - id));
    use->sources = sources + strlen(as->sources);
    const uint8_t *sources_end = memchr(use->sources, ']', (size_t)(end - use->sources));
    const uint8_t *received = find_last(use->sources, end, as->received);
    if (!id_end || !sources_end || !received || id_end > sources)
        return KW_USE_UNCLEAR;
    // An escape in it: the same text may be spelt in several ways.
    if (as == &plain && memchr(id, '\\', (size_t)(id_end - id)))
        return KW_USE_UNCLEAR;
    use->id = id;
    use->id_length = (size_t)(id_end - id);
    use->sources_length = (size_t)(sources_end - use->sources);
    return read_time(received + strlen(as->received), end, &use->time) ? KW_USE_FOUND : KW_USE_UNCLEAR;
}
