// SPDX-License-Identifier: Apache-2.0
// Reads a file in a mount that has no place: detached_mount FOLDER NAME clones FOLDER's mount (open_tree(2)) and opens
// NAME in the clone, which is never attached.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/mount.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    char bytes[64];
    if (count != 3)
        return 2;
    int tree = syscall(SYS_open_tree, AT_FDCWD, arguments[1], OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
    int file = openat(tree, arguments[2], O_RDONLY);
    if (file < 0 || read(file, bytes, sizeof(bytes)) <= 0) {
        perror(arguments[2]);
        return 1;
    }
    return 0;
}
