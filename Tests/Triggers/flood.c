// SPDX-License-Identifier: Apache-2.0
// Opens two files again and again as fast as it can, in turns: flood ONE TIMES OTHER TIMES. Says `flooding` before the
// first.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void open_often(const char *name, long times)
{
    for (long i = 0; i < times; i++) {
        int file = open(name, O_RDONLY);
        if (file < 0) {
            perror(name);
            exit(1);
        }
        close(file);
    }
}

int main(int count, char **arguments)
{
    if (count != 5)
        return 2;
    long one = atol(arguments[2]), other = atol(arguments[4]);
    if (one <= 0 || other <= 0)
        return 2;
    puts("flooding");
    fclose(stdout);
    for (long turn = 0; turn < other; turn++) {
        open_often(arguments[1], one * (turn + 1) / other - one * turn / other);
        open_often(arguments[3], 1);
    }
    return 0;
}
