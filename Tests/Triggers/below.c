// SPDX-License-Identifier: Apache-2.0
// Reads a file by its name below an O_PATH descriptor of a folder: below [--in-root] FOLDER NAME. With --in-root the
// folder is the root for that name (openat2(2), RESOLVE_IN_ROOT).
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int in_root = count == 4 && strcmp(arguments[1], "--in-root") == 0;
    if (count != 3 + in_root)
        return 2;
    char bytes[64];
    const char *name = arguments[2 + in_root];
    struct open_how how = {.flags = O_RDONLY, .resolve = RESOLVE_IN_ROOT};
    int folder = open(arguments[1 + in_root], O_PATH | O_DIRECTORY);
    int file = in_root ? syscall(SYS_openat2, folder, name, &how, sizeof(how)) : openat(folder, name, O_RDONLY);
    if (file < 0 || read(file, bytes, sizeof(bytes)) <= 0) {
        perror(name);
        return 1;
    }
    return 0;
}
