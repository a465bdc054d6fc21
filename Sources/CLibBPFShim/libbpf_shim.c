// SPDX-License-Identifier: Apache-2.0
#include "libbpf_shim.h"

#include <bpf/libbpf.h>
#include <stdarg.h>
#include <stdio.h>

#define MESSAGE_BYTES 1024

static void (*log_sink)(int level, const char *text);

static int format_and_pass(enum libbpf_print_level level, const char *format, va_list arguments)
{
    char text[MESSAGE_BYTES];
    if (!log_sink)
        return 0;
    int length = vsnprintf(text, sizeof(text), format, arguments);
    log_sink((int)level, text);
    return length;
}

void kw_libbpf_set_log(void (*sink)(int level, const char *text))
{
    log_sink = sink;
    libbpf_set_print(format_and_pass);
}
