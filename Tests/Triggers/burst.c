// SPDX-License-Identifier: Apache-2.0
// Runs a program many times as fast as it can, each in a process of its own: burst COUNT PROGRAM FILE.
// Each gets its number as a last argument that names no file, so that every command line differs.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    if (count != 4)
        return 2;
    int runs = atoi(arguments[1]);
    for (int i = 0; i < runs; i++) {
        pid_t child = fork();
        if (child < 0) {
            perror("fork");
            return 1;
        }
        if (child == 0) {
            char number[32];
            snprintf(number, sizeof(number), "/nowhere/%d", i);
            int nothing = open("/dev/null", O_WRONLY);
            dup2(nothing, STDOUT_FILENO);
            dup2(nothing, STDERR_FILENO);
            execl(arguments[2], arguments[2], arguments[3], number, (char *)NULL);
            _exit(127);
        }
    }
    while (wait(NULL) > 0)
        ;
    return 0;
}
