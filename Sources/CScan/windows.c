// SPDX-License-Identifier: Apache-2.0

// Chooses each needle's window and bucket, so that in an ordinary audit log few places look like one.
//
// The tables hold halves of bytes, joined over all needles of a bucket, so what they let through beyond the needles
// themselves depends on who shares a bucket. Each needle in turn takes the window and the bucket with which the fewest
// places of a sample text pass the tables; of equals, those with which the fewest bytes do.
#include "scan.h"

#include <string.h>

#define PLACES 4096
#define WORDS (PLACES / 64)

// What is in every audit log. Wrong guesses cost time, never a match.
static const char sample[PLACES] =
    "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/"
    "v1\",\"level\":\"Metadata\",\"auditID\":\"0a1b2c3d-4e5f-4678-9abc-def012345678\","
    "\"stage\":\"ResponseComplete\",\"requestURI\":\"/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/"
    "node-17?timeout=10s\","
    "\"verb\":\"update\",\"user\":{\"username\":\"system:node:node-17\",\"groups\":[\"system:nodes\",\"system:"
    "authenticated\"],\"extra\":"
    "{\"authentication.kubernetes.io/"
    "credential-id\":[\"X509SHA256=0123456789abcdef9f8e7d6c5b4a3021fedcba98765432107766554433221100\"]}},"
    "\"sourceIPs\":[\"10.0.17.4\"],\"userAgent\":\"kubelet/v1.36.1 (linux/amd64) "
    "kubernetes/86b5e46\",\"objectRef\":{\"resource\":\"leases\","
    "\"namespace\":\"kube-node-lease\",\"name\":\"node-17\",\"uid\":\"f38c91b5-b685-4e9d-b55b-149ebeaceaea\","
    "\"apiGroup\":"
    "\"coordination.k8s.io\",\"apiVersion\":\"v1\",\"resourceVersion\":\"8183625\"},\"responseStatus\":{\"metadata\":{}"
    ",\"code\":200},"
    "\"requestReceivedTimestamp\":\"2026-11-20T23:51:46.033616Z\",\"stageTimestamp\":\"2026-11-20T23:51:46.049553Z\","
    "\"annotations\":"
    "{\"authorization.k8s.io/decision\":\"allow\",\"authorization.k8s.io/reason\":\"RBAC: allowed by "
    "ClusterRoleBinding "
    "\\\"system:controller:generic-garbage-collector\\\" of ClusterRole \\\"system:kube-controller-manager\\\" to "
    "ServiceAccount "
    "\\\"generic-garbage-collector/kube-system\\\"\"}}\n"
    "\"requestURI\":\"/api/v1/"
    "pods?allowWatchBookmarks=true\\u0026fieldSelector=spec.nodeName%3Dnode-17\\u0026resourceVersion=0\\u0026"
    "timeoutSeconds=416\\u0026watch=true\\u0026labelSelector=app.kubernetes.io%2Fname%3Dweb%2C%21job\",\"verb\":"
    "\"watch\",\"username\":"
    "\"system:serviceaccount:monitoring:prometheus\",\"groups\":[\"system:serviceaccounts\",\"system:serviceaccounts:"
    "monitoring\","
    "\"system:authenticated\"],\"authentication.kubernetes.io/"
    "pod-name\":[\"web-7d9c5b8f6d-x2x4z\"],\"authentication.kubernetes.io/pod-uid\""
    "\"resource\":\"tokenreviews\",\"apiGroup\":\"authentication.k8s.io\",\"resource\":\"subjectaccessreviews\","
    "\"authorization.k8s.io\","
    "\"resource\":\"configmaps\",\"resource\":\"secrets\",\"resource\":\"endpointslices\",\"apiGroup\":\"discovery.k8s."
    "io\",\"resource\":\"nodes\","
    "\"subresource\":\"status\",\"subresource\":\"binding\",\"subresource\":\"log\",\"resource\":"
    "\"customresourcedefinitions\","
    "\"requestObject\":{\"metadata\":{\"creationTimestamp\":null,\"labels\":{\"app\":\"web\"}},\"spec\":{"
    "\"containers\":[{\"name\":\"web\",\"image\":"
    "\"registry.example.org/shop/web:1.4.2\",\"volumeMounts\":[{\"mountPath\":\"/var/run/secrets/kubernetes.io/"
    "serviceaccount\",\"name\":"
    "\"kube-api-access-5wz8q\",\"readOnly\":true}],\"env\":[{\"name\":\"PATH\",\"value\":\"/usr/bin:/"
    "bin\"}],\"resources\":{\"limits\":{\"cpu\":"
    "\"500m\",\"memory\":\"256Mi\"}},\"terminationMessagePath\":\"/dev/"
    "termination-log\",\"imagePullPolicy\":\"IfNotPresent\"}],\"volumes\":"
    "[{\"projected\":{\"sources\":[{\"serviceAccountToken\":{\"expirationSeconds\":3607,\"path\":\"token\"}},{"
    "\"configMap\":{\"items\":[{\"key\":"
    "\"ca.crt\"}],\"name\":\"kube-root-ca.crt\"}},{\"downwardAPI\":{\"items\":[{\"fieldRef\":{\"apiVersion\":\"v1\"}}]}"
    "}]}}],\"tolerations\":"
    "[{\"effect\":\"NoExecute\",\"key\":\"node.kubernetes.io/"
    "not-ready\",\"operator\":\"Exists\",\"tolerationSeconds\":300}]},\"status\":"
    "{\"conditions\":[{\"lastHeartbeatTime\":\"2026-11-20T23:50:00Z\",\"message\":\"kubelet has sufficient memory "
    "available \\u003cok\\u003e\","
    "\"reason\":\"KubeletHasSufficientMemory\",\"status\":\"False\",\"type\":\"MemoryPressure\"},{"
    "\"lastTransitionTime\":null,\"type\":\"Ready\"}],"
    "\"startTime\":\"2026-11-20T23:40:11Z\",\"phase\":\"Running\",\"podIPs\":[{\"ip\":\"10.244.1.7\"}],"
    "\"containerStatuses\":[{\"containerID\":"
    "\"containerd://52a1f6b0c7d8e9\",\"restartCount\":0,\"started\":true}]}}";

struct place_sets {
    // Places of the sample whose byte, so many bytes on, has this lower or upper half.
    uint64_t low[KW_SCAN_WINDOW][16][WORDS];
    uint64_t high[KW_SCAN_WINDOW][16][WORDS];
};

struct bucket_sets {
    // Places that the bucket's tables let through at each byte of the window, by its lower and its upper half.
    uint64_t low[KW_SCAN_WINDOW][WORDS];
    uint64_t high[KW_SCAN_WINDOW][WORDS];
    unsigned score;
};

static void read_sample(struct place_sets *sets)
{
    size_t length = strlen(sample);
    memset(sets, 0, sizeof *sets);
    for (size_t i = 0; i < KW_SCAN_WINDOW; i++)
        for (size_t at = 0; at + KW_SCAN_WINDOW <= length; at++) {
            uint8_t byte = (uint8_t)sample[at + i];
            sets->low[i][byte & 15][at / 64] |= 1ull << at % 64;
            sets->high[i][byte >> 4][at / 64] |= 1ull << at % 64;
        }
}

// What one byte of a window adds to the places a bucket lets through there.
static uint64_t let_through(const struct place_sets *sets, const struct bucket_sets *bucket,
                            const struct kw_needle *needle, size_t window, size_t i, size_t word)
{
    if (i >= needle->length)
        return ~0ull;
    uint8_t byte = needle->bytes[window + i];
    return (bucket->low[i][word] | sets->low[i][byte & 15][word]) &
           (bucket->high[i][word] | sets->high[i][byte >> 4][word]);
}

// Places that a bucket would let through with one more needle, and in the lower bits how many of their bytes.
static unsigned score_with(const struct place_sets *sets, const struct bucket_sets *bucket,
                           const struct kw_needle *needle, size_t window)
{
    unsigned places = 0, bytes = 0;
    for (size_t word = 0; word < WORDS; word++) {
        uint64_t all = ~0ull;
        for (size_t i = 0; i < KW_SCAN_WINDOW; i++) {
            uint64_t fits = let_through(sets, bucket, needle, window, i, word);
            bytes += (unsigned)__builtin_popcountll(fits);
            all &= fits;
        }
        places += (unsigned)__builtin_popcountll(all);
    }
    return places * (KW_SCAN_WINDOW * PLACES) + bytes;
}

static void join(const struct place_sets *sets, struct bucket_sets *bucket, const struct kw_needle *needle)
{
    for (size_t i = 0; i < KW_SCAN_WINDOW; i++)
        for (size_t word = 0; word < WORDS; word++) {
            uint8_t byte = i < needle->length ? needle->bytes[needle->window + i] : 0;
            bucket->low[i][word] |= i < needle->length ? sets->low[i][byte & 15][word] : ~0ull;
            bucket->high[i][word] |= i < needle->length ? sets->high[i][byte >> 4][word] : ~0ull;
        }
}

void kw_scan_choose_windows(struct kw_needle *needles, size_t count, void *work)
{
    struct place_sets *sets = work;
    struct bucket_sets *buckets = (void *)(sets + 1);
    read_sample(sets);
    memset(buckets, 0, KW_SCAN_BUCKETS * sizeof *buckets);
    for (size_t n = 0; n < count; n++) {
        struct kw_needle *needle = &needles[n];
        size_t windows = needle->length > KW_SCAN_WINDOW ? needle->length - KW_SCAN_WINDOW + 1 : 1;
        unsigned least = ~0u, score = 0;
        // Beyond some number there is nothing left to choose, and a large set must not take long to make.
        if (n >= KW_SCAN_CHOSEN)
            windows = 1;
        for (size_t window = 0; window < windows; window++)
            for (size_t b = 0; b < KW_SCAN_BUCKETS; b++) {
                unsigned with = score_with(sets, &buckets[b], needle, window);
                unsigned more = with - buckets[b].score;
                if (more >= least)
                    continue;
                least = more;
                score = with;
                needle->window = window;
                needle->bucket = b;
            }
        buckets[needle->bucket].score = score;
        join(sets, &buckets[needle->bucket], needle);
    }
}

size_t kw_scan_window_work_bytes(void)
{
    return sizeof(struct place_sets) + KW_SCAN_BUCKETS * sizeof(struct bucket_sets);
}
