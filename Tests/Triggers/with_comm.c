// SPDX-License-Identifier: Apache-2.0
// Reads a file under a process name of its own choice (prctl(2), PR_SET_NAME): with_comm NAME FILE.
#include <fcntl.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    char bytes[64];
    if (count != 3 || prctl(PR_SET_NAME, arguments[1]) != 0)
        return 2;
    int file = open(arguments[2], O_RDONLY);
    if (file < 0 || read(file, bytes, sizeof(bytes)) <= 0) {
        perror(arguments[2]);
        return 1;
    }
    return 0;
}
