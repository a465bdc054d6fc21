// SPDX-License-Identifier: Apache-2.0
/* What a hook costs that does nothing: the trampoline, and the program's entry and exit. */
#include "kernel_types.h"

#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>

char LICENSE[] SEC("license") = "Apache-2.0";

SEC("fentry/security_file_open")
int BPF_PROG(file_open, struct file *file)
{
    return 0;
}
