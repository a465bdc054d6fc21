/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KEYWARD_LIBBPF_SHIM_H
#define KEYWARD_LIBBPF_SHIM_H

/*
 * Sends libbpf's own messages to `sink` as finished text. libbpf passes a va_list, whose shape differs between
 * architectures, so it cannot be taken in Swift. `level` is enum libbpf_print_level. Passing NULL silences libbpf.
 * Messages over 1 KiB are cut.
 */
void kw_libbpf_set_log(void (*sink)(int level, const char *text));

#endif
