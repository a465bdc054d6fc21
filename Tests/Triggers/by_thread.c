// SPDX-License-Identifier: Apache-2.0
// Reads a file in a thread that is not the process's first: by_thread FILE.
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

static void *read_file(void *name)
{
    char bytes[64];
    int file = open(name, O_RDONLY);
    if (file < 0 || read(file, bytes, sizeof(bytes)) <= 0)
        return NULL;
    return name;
}

int main(int count, char **arguments)
{
    pthread_t thread;
    void *done = NULL;
    if (count != 2 || pthread_create(&thread, NULL, read_file, arguments[1]) != 0)
        return 2;
    pthread_join(thread, &done);
    if (!done)
        perror(arguments[1]);
    return !done;
}
