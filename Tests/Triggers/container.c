// SPDX-License-Identifier: Apache-2.0
// Runs a program in a root of its own, as a container runtime does: container ROOT PROGRAM ARGUMENT... ROOT is a mount
// point and becomes the root of this process's mount namespace; PROGRAM is a path in it.
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    if (count < 3)
        return 2;
    // The old root then lies on the new one, and is taken from there.
    if (chdir(arguments[1]) != 0 || syscall(SYS_pivot_root, ".", ".") != 0 || umount2(".", MNT_DETACH) != 0 ||
        chdir("/") != 0) {
        perror(arguments[1]);
        return 1;
    }
    execv(arguments[2], arguments + 2);
    perror(arguments[2]);
    return 1;
}
