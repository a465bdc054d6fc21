// SPDX-License-Identifier: GPL-2.0 OR Apache-2.0
char LICENSE[] __attribute__((section("license"))) = "Dual BSD/GPL";
