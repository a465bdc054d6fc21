// SPDX-License-Identifier: Apache-2.0

// Chooses each needle's window and bucket, so that in an ordinary audit log few places look like one.
//
// The tables hold halves of bytes, joined over all needles of a bucket, so what they let through beyond the needles
// themselves depends on who shares a bucket. Each needle in turn takes the window and the bucket with which the fewest
// places of a sample text pass the tables; of equals, those with which the fewest bytes do.
#include "scan.h"

#include <string.h>

// Of the sample, and a little more: a whole number of groups.
#define PLACES 5632
#define WORDS (PLACES / 64)
// Words that are looked at together, so that the compiler does it with vectors.
#define GROUP 4

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
    "\"containerd://52a1f6b0c7d8e9\",\"restartCount\":0,\"started\":true}]}}"
    "\"resource\":\"replicasets\",\"apiGroup\":\"apps\",\"resource\":\"deployments\",\"name\":\"coredns\","
    "\"subresource\":\"scale\","
    "\"verb\":\"list\",\"verb\":\"create\",\"verb\":\"delete\",\"verb\":\"patch\",\"verb\":\"get\",\"fieldManager=kube-"
    "controller-manager\","
    "\"spec\":{\"replicas\":3,\"selector\":{\"matchLabels\":{\"component\":\"web\",\"pod-template-hash\":"
    "\"7d9c5b8f6d\"}},\"template\":{\"metadata\":"
    "{\"generateName\":\"web-\",\"ownerReferences\":[{\"blockOwnerDeletion\":true,\"controller\":true,\"kind\":"
    "\"ReplicaSet\"}],"
    "\"managedFields\":[{\"manager\":\"kubectl-client-side-apply\",\"operation\":\"Update\",\"fieldsType\":"
    "\"FieldsV1\",\"fieldsV1\":{\"f:status\":{}}}]},"
    "\"restartPolicy\":\"Always\",\"dnsPolicy\":\"ClusterFirst\",\"schedulerName\":\"default-scheduler\","
    "\"securityContext\":{\"runAsNonRoot\":"
    "true},\"serviceAccountName\":\"web\",\"nodeSelector\":{\"kubernetes.io/"
    "os\":\"linux\"},\"terminationGracePeriodSeconds\":30,\"nodeName\":"
    "\"node-17\",\"strategy\":{\"rollingUpdate\":{\"maxSurge\":\"25%\",\"maxUnavailable\":1},\"type\":"
    "\"RollingUpdate\"},\"minReadySeconds\":5},"
    "\"status\":{\"observedGeneration\":4,\"readyReplicas\":3,\"availableReplicas\":3,\"updatedReplicas\":3,"
    "\"fullyLabeledReplicas\":3},"
    "\"holderIdentity\":\"node-17_0c7d\",\"leaseDurationSeconds\":40,\"renewTime\":\"2026-11-20T23:50:00.123456Z\","
    "\"leaseTransitions\":2,"
    "\"involvedObject\":{\"kind\":\"Pod\"},\"reason\":\"Scheduled\",\"reportingComponent\":\"default-scheduler\","
    "\"firstTimestamp\":null,"
    "\"note\":\"Successfully assigned shop/web to node-17\",\"message\":\"component 17 has sufficient resources, some "
    "pods were not found; "
    "the server could not find the requested resource, connection to another endpoint lost: timeout exceeded while "
    "waiting for response\","
    "\"reason\":\"NotFound\",\"status\":\"Failure\",\"details\":{\"group\":\"policy\",\"retryAfterSeconds\":1},"
    "\"code\":404,"
    "\"groups\":[\"system:monitoring\",\"system:masters\",\"system:unauthenticated\",\"developers\"],\"username\":"
    "\"kubernetes-admin\","
    "\"requestURI\":\"/openapi/v2\",\"/healthz\",\"/apis/apps/v1/"
    "replicasets?limit=500\\u0026continue=eyJ2IjoibWV0YS5rOHMuaW8vdjEi\","
    "\"userAgent\":\"Prometheus/2.53.0\",\"argocd-application-controller\",\"helm/v3.15\",\"Go-http-client/"
    "1.1\",\"kube-scheduler/v1.36.1\","
    "\"metadata\":{\"annotations\":{\"deployment.kubernetes.io/revision\":\"3\",\"prometheus.io/"
    "scrape\":\"true\"},\"finalizers\":[]}";

struct place_sets {
    // Places of the sample whose byte, so many bytes on, has this lower or upper half.
    uint64_t low[KW_SCAN_WINDOW][16][WORDS];
    uint64_t high[KW_SCAN_WINDOW][16][WORDS];
};

struct bucket_sets {
    // Places that the bucket's tables let through at each byte of the window, by its lower and its upper half.
    uint64_t low[KW_SCAN_WINDOW][WORDS];
    uint64_t high[KW_SCAN_WINDOW][WORDS];
    // The halves themselves, one bit each.
    uint16_t low_halves[KW_SCAN_WINDOW];
    uint16_t high_halves[KW_SCAN_WINDOW];
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

// Pairs of halves, of all bytes of a window: more than any bucket's tables let through.
#define ALL_PAIRS (KW_SCAN_WINDOW * 256 + 1)

static unsigned bits(uint16_t halves)
{
    unsigned count = 0;
    for (; halves; halves &= (uint16_t)(halves - 1))
        count++;
    return count;
}

// Pairs of halves that a bucket would let through with one more needle.
static unsigned pairs_with(const struct bucket_sets *bucket, const struct kw_needle *needle, size_t window)
{
    unsigned pairs = 0;
    for (size_t i = 0; i < KW_SCAN_WINDOW; i++) {
        uint8_t byte = i < needle->length ? needle->bytes[window + i] : 0;
        uint16_t low = i < needle->length ? (uint16_t)(1u << (byte & 15)) : 0xffff;
        uint16_t high = i < needle->length ? (uint16_t)(1u << (byte >> 4)) : 0xffff;
        pairs += bits(bucket->low_halves[i] | low) * bits(bucket->high_halves[i] | high);
    }
    return pairs;
}

// Places of the sample that a bucket would let through with one more needle, and in the lower part how many pairs of
// halves: what they would let through elsewhere. What is not less than `enough` need not be known.
static unsigned score_with(const struct place_sets *sets, const struct bucket_sets *bucket,
                           const struct kw_needle *needle, size_t window, unsigned enough)
{
    unsigned places = 0, pairs = pairs_with(bucket, needle, window);
    size_t length = needle->length < KW_SCAN_WINDOW ? needle->length : KW_SCAN_WINDOW;
    for (size_t word = 0; word < WORDS; word += GROUP) {
        uint64_t all[GROUP];
        memset(all, 0xff, sizeof all);
        for (size_t i = 0; i < length; i++) {
            const uint64_t *low = sets->low[i][needle->bytes[window + i] & 15] + word;
            const uint64_t *high = sets->high[i][needle->bytes[window + i] >> 4] + word;
            for (size_t j = 0; j < GROUP; j++)
                all[j] &= (bucket->low[i][word + j] | low[j]) & (bucket->high[i][word + j] | high[j]);
        }
        for (size_t j = 0; j < GROUP; j++)
            for (; all[j]; all[j] &= all[j] - 1)
                places++;
        if (places * ALL_PAIRS >= enough)
            return ~0u;
    }
    return places * ALL_PAIRS + pairs;
}

static void join(const struct place_sets *sets, struct bucket_sets *bucket, const struct kw_needle *needle)
{
    for (size_t i = 0; i < KW_SCAN_WINDOW; i++) {
        int is_any = i >= needle->length;
        uint8_t byte = is_any ? 0 : needle->bytes[needle->window + i];
        bucket->low_halves[i] |= is_any ? 0xffff : (uint16_t)(1u << (byte & 15));
        bucket->high_halves[i] |= is_any ? 0xffff : (uint16_t)(1u << (byte >> 4));
        for (size_t word = 0; word < WORDS; word++) {
            bucket->low[i][word] |= is_any ? ~0ull : sets->low[i][byte & 15][word];
            bucket->high[i][word] |= is_any ? ~0ull : sets->high[i][byte >> 4][word];
        }
    }
}

static unsigned least_in(unsigned least, unsigned score)
{
    return least > ~0u - score ? ~0u : least + score;
}

// Gives a needle the window and the bucket that let the fewest places more through, and joins it to that bucket.
static void place(const struct place_sets *sets, struct bucket_sets *buckets, struct kw_needle *needle, size_t windows)
{
    unsigned least = ~0u, score = 0;
    for (size_t window = 0; window < windows; window++)
        for (size_t b = 0; b < KW_SCAN_BUCKETS; b++) {
            unsigned with = score_with(sets, &buckets[b], needle, window, least_in(least, buckets[b].score));
            unsigned more = with - buckets[b].score;
            if (with == ~0u || more >= least)
                continue;
            least = more;
            score = with;
            needle->window = window;
            needle->bucket = b;
        }
    buckets[needle->bucket].score = score;
    join(sets, &buckets[needle->bucket], needle);
}

static size_t windows_of(const struct kw_needle *needle)
{
    return needle->length > KW_SCAN_WINDOW ? needle->length - KW_SCAN_WINDOW + 1 : 1;
}

void kw_scan_choose_windows(struct kw_needle *needles, size_t count, void *work)
{
    struct place_sets *sets = work;
    struct bucket_sets *buckets = (void *)(sets + 1);
    size_t chosen = count < KW_SCAN_CHOSEN ? count : KW_SCAN_CHOSEN;
    read_sample(sets);
    memset(buckets, 0, KW_SCAN_BUCKETS * sizeof *buckets);
    for (size_t n = 0; n < chosen; n++)
        place(sets, buckets, &needles[n], windows_of(&needles[n]));
    // A large set must not take long to make.
    for (size_t n = chosen; n < count; n++)
        place(sets, buckets, &needles[n], 1);
}

size_t kw_scan_window_work_bytes(void)
{
    return sizeof(struct place_sets) + KW_SCAN_BUCKETS * sizeof(struct bucket_sets);
}
