// SPDX-License-Identifier: Apache-2.0
// Reads a file by its handle, without its name: by_handle [--evict] FILE. With --evict the kernel forgets the names it
// has cached (drop_caches) between asking for the handle and opening it, so that the open finds a dentry without parents.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int evict = count == 3 && strcmp(arguments[1], "--evict") == 0;
    int mount_id;
    char bytes[64];
    struct file_handle *handle = malloc(sizeof(*handle) + MAX_HANDLE_SZ);
    if (!handle || count != 2 + evict)
        return 2;
    handle->handle_bytes = MAX_HANDLE_SZ;
    if (name_to_handle_at(AT_FDCWD, arguments[1 + evict], handle, &mount_id, 0) != 0) {
        perror("name_to_handle_at");
        return 1;
    }
    if (evict) {
        int caches = open("/proc/sys/vm/drop_caches", O_WRONLY);
        if (caches < 0 || write(caches, "2", 1) != 1) {
            perror("drop_caches");
            return 1;
        }
        close(caches);
    }
    int mount = open("/", O_RDONLY | O_DIRECTORY);
    int file = open_by_handle_at(mount, handle, O_RDONLY);
    if (file < 0 || read(file, bytes, sizeof(bytes)) <= 0) {
        perror("open_by_handle_at");
        return 1;
    }
    return 0;
}
