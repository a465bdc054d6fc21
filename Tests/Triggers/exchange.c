// SPDX-License-Identifier: Apache-2.0
// Swaps two names: exchange ONE OTHER. renameat2(2) with RENAME_EXCHANGE is one hook call for two files.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>

int main(int count, char **arguments)
{
    if (count != 3 || renameat2(AT_FDCWD, arguments[1], AT_FDCWD, arguments[2], RENAME_EXCHANGE) != 0) {
        perror("exchange");
        return 1;
    }
    return 0;
}
