// SPDX-License-Identifier: Apache-2.0
// Opens each file named on the command line and reads it; with --update first, opens for reading and writing.
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int flags = O_RDONLY;
    for (int i = 1; i < count; i++) {
        if (strcmp(arguments[i], "--update") == 0) {
            flags = O_RDWR;
            continue;
        }
        char bytes[64];
        int file = open(arguments[i], flags);
        if (file < 0 || read(file, bytes, sizeof(bytes)) < 0) {
            perror(arguments[i]);
            return 1;
        }
        close(file);
    }
    return 0;
}
