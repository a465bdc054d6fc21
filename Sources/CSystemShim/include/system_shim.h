/* SPDX-License-Identifier: Apache-2.0 */
/* The Linux calls and constants that Swift cannot import: variadic, without a C library wrapper, or GNU extensions. */
#ifndef KEYWARD_SYSTEM_SHIM_H
#define KEYWARD_SYSTEM_SHIM_H

#include <dirent.h>
#include <stddef.h>
#include <stdint.h>

/* open(2) flags; O_PATH is a GNU extension of <fcntl.h>. */
extern const int kw_o_path;
extern const int kw_o_nofollow;
extern const int kw_o_directory;
extern const int kw_o_cloexec;

/* openat2(2) with RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS: `path` cannot leave the directory `root`. */
int kw_open_in_root(int root, const char *path, int flags);

/* openat(2) without a mode. */
int kw_openat(int directory, const char *path, int flags);

/*
 * Opens (O_PATH) the cgroup v2 directory whose inode number is `id`, on the file system that `mount` is a descriptor
 * of. A kernfs file handle (FILEID_KERNFS, include/linux/exportfs.h, since 5.5) is that number alone.
 * Needs CAP_DAC_READ_SEARCH. ESTALE: no such cgroup.
 */
int kw_open_cgroup(int mount, uint64_t id);

/* 1 if the descriptor is on a cgroup v2 file system, 0 if not, -1 with errno. */
int kw_is_cgroup2(int descriptor);

/* d_name, which Swift would import as a tuple that reads past a short entry. */
const char *kw_entry_name(const struct dirent *entry);

/* The id of the mount that an O_PATH descriptor came through (statx(2), STATX_MNT_ID, Linux 5.8); -1 with errno. */
int64_t kw_mount_id(int descriptor);

/*
 * Returns when every program that runs in the kernel under RCU now, as BPF programs do, has ended (membarrier(2),
 * MEMBARRIER_CMD_GLOBAL). Where the kernel does not offer that (nohz_full) it waits for 50 milliseconds instead.
 */
void kw_wait_for_readers(void);

/* explicit_bzero(3), which no optimiser leaves out; a GNU extension. */
void kw_wipe(void *bytes, size_t count);

/* malloc_trim(3): gives free heap back to the kernel; a GNU extension. */
void kw_release_free_memory(void);

#endif
