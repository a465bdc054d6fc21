// SPDX-License-Identifier: Apache-2.0
/* The obvious way to watch a folder: make every opened file's path and compare how it begins. Emits nothing. */
#include "kernel_types.h"

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Apache-2.0";

/* PATH_MAX of include/uapi/linux/limits.h */
struct path_buffer {
    char bytes[4096];
};

struct {
    __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
    __uint(max_entries, 1);
    __type(key, __u32);
    __type(value, struct path_buffer);
} buffers SEC(".maps");

/* Written, so that the comparison is not optimised away. */
__u64 hits;

SEC("fentry/security_file_open")
int BPF_PROG(file_open, struct file *file)
{
    static const char prefix[] = "/etc/kubernetes/";
    __u32 zero = 0;
    struct path_buffer *buffer = bpf_map_lookup_elem(&buffers, &zero);
    if (!buffer || bpf_d_path(&file->f_path, buffer->bytes, sizeof(buffer->bytes)) < 0)
        return 0;
#pragma clang loop unroll(full)
    for (unsigned i = 0; i < sizeof(prefix) - 1; i++) {
        if (buffer->bytes[i] != prefix[i])
            return 0;
    }
    __sync_fetch_and_add(&hits, 1);
    return 0;
}
