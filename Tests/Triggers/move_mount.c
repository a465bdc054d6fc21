// SPDX-License-Identifier: Apache-2.0
// Shows a folder or file at a second place without mount(2): move_mount SOURCE TARGET clones SOURCE (open_tree(2)) and
// attaches the clone at TARGET (move_mount(2)).
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/mount.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    int tree = syscall(SYS_open_tree, AT_FDCWD, arguments[1], OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
    if (tree < 0) {
        perror("open_tree");
        return 1;
    }
    if (syscall(SYS_move_mount, tree, "", AT_FDCWD, arguments[2], MOVE_MOUNT_F_EMPTY_PATH) != 0) {
        perror("move_mount");
        return 1;
    }
    return 0;
}
