// SPDX-License-Identifier: Apache-2.0
// One io_uring(7), two programs: uring_across_exec FIRST PROGRAM SECOND lets one of the kernel's worker threads open
// FIRST, then becomes PROGRAM, a copy of this one, which lets a worker open SECOND through the ring that it inherited.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/io_uring.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Where PROGRAM finds the ring, and a pipe with what the kernel said of it. */
enum { RING = 100, SETUP = 101 };

static void require(int held, const char *what)
{
    if (held)
        return;
    perror(what);
    exit(1);
}

static void *map(size_t length, off_t what)
{
    void *start = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, RING, what);
    require(start != MAP_FAILED, "mmap");
    return start;
}

static void open_by_worker(const struct io_uring_params *setup, const char *name)
{
    // The one mapping of both queues is as long as the longer of them.
    size_t submissions = setup->sq_off.array + setup->sq_entries * sizeof(__u32);
    size_t completions = setup->cq_off.cqes + setup->cq_entries * sizeof(struct io_uring_cqe);
    char *queues = map(submissions > completions ? submissions : completions, IORING_OFF_SQ_RING);
    struct io_uring_sqe *entry = map(setup->sq_entries * sizeof(*entry), IORING_OFF_SQES);
    memset(entry, 0, sizeof(*entry));
    entry->opcode = IORING_OP_OPENAT;
    entry->flags = IOSQE_ASYNC;
    entry->fd = AT_FDCWD;
    entry->addr = (__u64)name;
    entry->open_flags = O_RDONLY;
    __u32 *tail = (__u32 *)(queues + setup->sq_off.tail);
    __u32 *head = (__u32 *)(queues + setup->cq_off.head);
    ((__u32 *)(queues + setup->sq_off.array))[*tail & (setup->sq_entries - 1)] = 0;
    __atomic_store_n(tail, *tail + 1, __ATOMIC_RELEASE);
    require(syscall(SYS_io_uring_enter, RING, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) == 1, "io_uring_enter");
    struct io_uring_cqe *done =
        (struct io_uring_cqe *)(queues + setup->cq_off.cqes) + (*head & (setup->cq_entries - 1));
    int file = done->res;
    __atomic_store_n(head, *head + 1, __ATOMIC_RELEASE);
    char bytes[64];
    if (file < 0 || read(file, bytes, sizeof(bytes)) <= 0) {
        fprintf(stderr, "%s: %s\n", name, strerror(file < 0 ? -file : 0));
        exit(1);
    }
}

int main(int count, char **arguments)
{
    struct io_uring_params setup = {0};
    if (count == 2) {
        require(read(SETUP, &setup, sizeof(setup)) == sizeof(setup), "setup");
        open_by_worker(&setup, arguments[1]);
        return 0;
    }
    int ends[2];
    if (count != 4)
        return 2;
    int ring = syscall(SYS_io_uring_setup, 1, &setup);
    require(ring >= 0 && (setup.features & IORING_FEAT_SINGLE_MMAP) && dup2(ring, RING) == RING, "io_uring_setup");
    require(pipe(ends) == 0 && dup2(ends[0], SETUP) == SETUP, "pipe");
    require(write(ends[1], &setup, sizeof(setup)) == sizeof(setup), "write");
    open_by_worker(&setup, arguments[1]);
    execl(arguments[2], arguments[2], arguments[3], (char *)NULL);
    perror(arguments[2]);
    return 1;
}
