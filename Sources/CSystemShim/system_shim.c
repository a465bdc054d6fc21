// SPDX-License-Identifier: Apache-2.0
#define _GNU_SOURCE
#include "system_shim.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <linux/membarrier.h>
#include <linux/openat2.h>
#include <malloc.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

/* include/linux/exportfs.h, not in the user headers of every distribution. */
#define KW_FILEID_KERNFS 0xfe

const int kw_o_path = O_PATH;
const int kw_o_nofollow = O_NOFOLLOW;
const int kw_o_directory = O_DIRECTORY;
const int kw_o_cloexec = O_CLOEXEC;

int kw_open_in_root(int root, const char *path, int flags)
{
    struct open_how how = {
        .flags = (uint64_t)flags,
        .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
    };

    return (int)syscall(SYS_openat2, root, path, &how, sizeof(how));
}

int kw_openat(int directory, const char *path, int flags)
{
    return openat(directory, path, flags);
}

int kw_open_cgroup(int mount, uint64_t id)
{
    union {
        struct file_handle handle;
        char bytes[sizeof(struct file_handle) + sizeof(id)];
    } request = {.handle = {.handle_bytes = sizeof(id), .handle_type = KW_FILEID_KERNFS}};

    memcpy(request.handle.f_handle, &id, sizeof(id));
    return open_by_handle_at(mount, &request.handle, O_PATH | O_CLOEXEC);
}

int kw_is_cgroup2(int descriptor)
{
    struct statfs facts;

    if (fstatfs(descriptor, &facts) != 0)
        return -1;
    return facts.f_type == CGROUP2_SUPER_MAGIC;
}

const char *kw_entry_name(const struct dirent *entry)
{
    return entry->d_name;
}

int64_t kw_mount_id(int descriptor)
{
    struct statx facts;

    if (statx(descriptor, "", AT_EMPTY_PATH, STATX_MNT_ID, &facts) != 0)
        return -1;
    if (!(facts.stx_mask & STATX_MNT_ID)) {
        errno = ENOSYS;
        return -1;
    }
    return (int64_t)facts.stx_mnt_id;
}

void kw_wait_for_readers(void)
{
    const struct timespec pause = {.tv_nsec = 50 * 1000 * 1000};

    if (syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0) != 0)
        nanosleep(&pause, NULL);
}

void kw_wipe(void *bytes, size_t count)
{
    explicit_bzero(bytes, count);
}

void kw_release_free_memory(void)
{
    malloc_trim(0);
}
