// SPDX-License-Identifier: Apache-2.0
// Takes a descriptor that gives no bytes (O_PATH) and opens the file through it: by_path_descriptor FILE.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    char name[32], bytes[64];
    if (count != 2)
        return 2;
    snprintf(name, sizeof(name), "/proc/self/fd/%d", open(arguments[1], O_PATH));
    int file = open(name, O_RDONLY);
    if (file < 0 || read(file, bytes, sizeof(bytes)) <= 0) {
        perror(name);
        return 1;
    }
    return 0;
}
