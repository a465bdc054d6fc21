// SPDX-License-Identifier: Apache-2.0
// Runs a program that has no file, from a memfd: from_memory PROGRAM ARGUMENT...
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    if (count < 2)
        return 2;
    int program = open(arguments[1], O_RDONLY);
    int memory = memfd_create("kubelet", MFD_CLOEXEC);
    while (sendfile(memory, program, NULL, 1 << 20) > 0)
        ;
    fexecve(memory, arguments + 1, environ);
    perror("fexecve");
    return 1;
}
