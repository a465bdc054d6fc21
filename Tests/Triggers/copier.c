// SPDX-License-Identifier: Apache-2.0
// Copies a file inside the kernel, no byte passing through the process: copier range|sendfile|splice SOURCE TARGET.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <unistd.h>

enum { LENGTH = 4096 };

int main(int count, char **arguments)
{
    if (count != 4)
        return 2;
    const char *method = arguments[1];
    int source = open(arguments[2], O_RDONLY);
    int target = open(arguments[3], O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int ends[2];
    ssize_t copied = -1;
    if (strcmp(method, "range") == 0)
        copied = copy_file_range(source, NULL, target, NULL, LENGTH, 0);
    else if (strcmp(method, "sendfile") == 0)
        copied = sendfile(target, source, NULL, LENGTH);
    else if (strcmp(method, "splice") == 0 && pipe(ends) == 0 && splice(source, NULL, ends[1], NULL, LENGTH, 0) > 0)
        copied = splice(ends[0], NULL, target, NULL, LENGTH, 0);
    if (copied <= 0) {
        perror(method);
        return 1;
    }
    return 0;
}
