// SPDX-License-Identifier: Apache-2.0

// Writes an audit log as a busy API server's log back end does: the same bytes for the same arguments.
//
//   generate BYTES CANDIDATES-PER-100000 SEED >FILE
//
// Most events are what components do all day, in about the sizes they have; of 100,000 the given number are about
// certificates and tokens.
#include <inttypes.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;
static uint32_t candidates_per_100000;

static uint32_t pick(uint32_t below)
{
    // SplitMix64
    uint64_t z = state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (uint32_t)((z ^ z >> 31) >> 32) % below;
}

struct kind {
    unsigned weight;
    const char *verb, *group, *version, *resource, *subresource, *namespace, *query, *user, *groups, *agent;
    // What the responses and patches of level Request and above hold, repeated up to some size in bytes.
    unsigned body;
};

#define ACCOUNT "\"system:serviceaccounts\",\"system:serviceaccounts:kube-system\",\"system:authenticated\""
#define NODE "\"system:nodes\",\"system:authenticated\""
#define COMPONENT "\"system:authenticated\""

static const struct kind routine[] = {
    {28, "update", "coordination.k8s.io", "v1", "leases", 0, "kube-node-lease", "timeout=10s", "system:node:node-%u",
     NODE, "kubelet/v1.36.1 (linux/amd64) kubernetes/86b5e46", 0},
    {12, "patch", 0, "v1", "nodes", "status", 0, "timeout=10s", "system:node:node-%u", NODE,
     "kubelet/v1.36.1 (linux/amd64) kubernetes/86b5e46", 2200},
    {14, "watch", 0, "v1", "configmaps", 0, "kube-system",
     "allowWatchBookmarks=true\\u0026resourceVersion=81%u\\u0026timeout=7m3s\\u0026timeoutSeconds=423\\u0026watch=true",
     "system:node:node-%u", NODE, "kubelet/v1.36.1 (linux/amd64) kubernetes/86b5e46", 0},
    {10, "get", 0, "v1", "endpoints", 0, "default", 0, "system:serviceaccount:monitoring:prometheus-%u", ACCOUNT,
     "prometheus-operator/v0.85.0", 1400},
    {8, "create", "authorization.k8s.io", "v1", "subjectaccessreviews", 0, 0, 0,
     "system:serviceaccount:kube-system:metrics-%u", ACCOUNT, "metrics-server/v0.8.0 (linux/amd64) kubernetes/$Format",
     900},
    {6, "create", "authentication.k8s.io", "v1", "tokenreviews", 0, 0, 0, "system:node:node-%u", NODE,
     "kubelet/v1.36.1 (linux/amd64) kubernetes/86b5e46", 0},
    {8, "list", "discovery.k8s.io", "v1", "endpointslices", 0, 0,
     "labelSelector=kubernetes.io%%2Fservice-name%%3Dapi-%u\\u0026limit=500", "system:serviceaccount:kube-system:proxy",
     ACCOUNT, "kube-proxy/v1.36.1 (linux/amd64) kubernetes/86b5e46", 0},
    {9, "patch", 0, "v1", "pods", "status", "shop", 0, "system:node:node-%u", NODE,
     "kubelet/v1.36.1 (linux/amd64) kubernetes/86b5e46", 2600},
    {5, "create", "events.k8s.io", "v1", "events", 0, "shop", 0, "system:kube-scheduler", COMPONENT,
     "kube-scheduler/v1.36.1 (linux/amd64) kubernetes/86b5e46/scheduler", 800},
};

static const struct kind candidates[] = {
    {80, "create", 0, "v1", "serviceaccounts", "token", "shop", 0, "system:node:node-%u", NODE,
     "kubelet/v1.36.1 (linux/amd64) kubernetes/86b5e46", 0},
    {15, "create", "certificates.k8s.io", "v1", "certificatesigningrequests", 0, 0, "fieldManager=kubectl-create",
     "alice-%u", COMPONENT, "kubectl/v1.36.1 (linux/amd64) kubernetes/86b5e46", 0},
    {5, "update", "certificates.k8s.io", "v1", "certificatesigningrequests", "approval", 0, 0, "bob-%u", COMPONENT,
     "kubectl/v1.36.1 (linux/amd64) kubernetes/86b5e46", 0},
};

static const struct kind *choose(const struct kind *kinds, size_t count)
{
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += kinds[i].weight;
    unsigned left = pick(sum);
    while (left >= kinds->weight)
        left -= kinds++->weight;
    return kinds;
}

static char line[1 << 16];
static size_t used;

static void add(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void add(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(line + used, sizeof line - used, format, arguments);
    va_end(arguments);
    if (n > 0 && used + (size_t)n < sizeof line)
        used += (size_t)n;
}

#pragma GCC diagnostic ignored "-Wformat-nonliteral"

static void add_body(unsigned bytes)
{
    size_t end = used + bytes / 2 + pick(bytes);
    add(",\"requestObject\":{\"apiVersion\":\"v1\",\"status\":{\"conditions\":[");
    for (unsigned i = 0; used < end; i++)
        add("%s{\"lastHeartbeatTime\":\"2026-11-20T%02u:%02u:%02uZ\",\"message\":\"component %u has sufficient "
            "resources "
            "\\u003cok\\u003e\",\"reason\":\"KubeletHasSufficient%u\",\"status\":\"False\",\"type\":\"Pressure%u\"}",
            i ? "," : "", pick(24), pick(60), pick(60), pick(1000), pick(10), i);
    add("]}}");
}

static void write_event(uint64_t number)
{
    int is_candidate = pick(100000) < candidates_per_100000;
    const struct kind *kind = is_candidate ? choose(candidates, sizeof candidates / sizeof *candidates)
                                           : choose(routine, sizeof routine / sizeof *routine);
    unsigned name = pick(3000), second = (unsigned)(number / 400 % 86400);
    used = 0;
    add("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/"
        "v1\",\"level\":\"%s\",\"auditID\":\"%08x-%04x-4%03x-a%03x-%08x%04x"
        "\",\"stage\":\"ResponseComplete\",\"requestURI\":\"/%s%s/%s",
        kind->body ? "Request" : "Metadata", pick(UINT32_MAX), pick(65536), pick(4096), pick(4096), pick(UINT32_MAX),
        pick(65536), kind->group ? "apis/" : "api", kind->group ? kind->group : "", kind->version);
    if (kind->namespace)
        add("/namespaces/%s", kind->namespace);
    add("/%s", kind->resource);
    int is_named = strcmp(kind->verb, "create") || kind->subresource;
    if (is_named)
        add("/object-%u", name);
    if (kind->subresource)
        add("/%s", kind->subresource);
    if (kind->query) {
        add("?");
        add(kind->query, name);
    }
    add("\",\"verb\":\"%s\",\"user\":{\"username\":\"", kind->verb);
    add(kind->user, name);
    add("\",\"uid\":\"%08x-6f1d\",\"groups\":[%s],\"extra\":{\"authentication.kubernetes.io/"
        "credential-id\":[\"X509SHA256=",
        pick(UINT32_MAX), kind->groups);
    for (unsigned i = 0; i < 8; i++)
        add("%08x", pick(UINT32_MAX));
    add("\"]}},\"sourceIPs\":[\"10.0.%u.%u\"],\"userAgent\":\"%s\",\"objectRef\":{\"resource\":\"%s\"", pick(256),
        pick(256), kind->agent, kind->resource);
    if (kind->namespace)
        add(",\"namespace\":\"%s\"", kind->namespace);
    if (is_named)
        add(",\"name\":\"object-%u\"", name);
    if (kind->group)
        add(",\"apiGroup\":\"%s\"", kind->group);
    add(",\"apiVersion\":\"%s\"", kind->version);
    if (kind->subresource)
        add(",\"subresource\":\"%s\"", kind->subresource);
    add("},\"responseStatus\":{\"metadata\":{},\"code\":%u}", strcmp(kind->verb, "create") ? 200 : 201);
    if (kind->body)
        add_body(kind->body);
    for (unsigned i = 0; i < 2; i++)
        add(",\"%s\":\"2026-11-20T%02u:%02u:%02u.%06uZ\"", i ? "stageTimestamp" : "requestReceivedTimestamp",
            second / 3600, second / 60 % 60, second % 60, (unsigned)(number * 2500 % 1000000 + i * 900) % 1000000);
    add(",\"annotations\":{\"authorization.k8s.io/decision\":\"allow\",\"authorization.k8s.io/reason\":\"RBAC: allowed "
        "by "
        "ClusterRoleBinding \\\"system:binding-%u\\\" of ClusterRole \\\"system:role\\\" to Group "
        "\\\"system:authenticated\\\"\"}}\n",
        pick(40));
}

int main(int count, char **arguments)
{
    if (count != 4) {
        fprintf(stderr, "usage: generate BYTES CANDIDATES-PER-100000 SEED\n");
        return 2;
    }
    uint64_t bytes = strtoull(arguments[1], 0, 10), written = 0;
    candidates_per_100000 = (uint32_t)strtoul(arguments[2], 0, 10);
    state = strtoull(arguments[3], 0, 10);
    for (uint64_t number = 0; written < bytes; number++) {
        write_event(number);
        if (fwrite(line, 1, used, stdout) != used)
            return 1;
        written += used;
    }
    return fflush(stdout) ? 1 : 0;
}
