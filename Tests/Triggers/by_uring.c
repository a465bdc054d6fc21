// SPDX-License-Identifier: Apache-2.0
// Opens and reads a file through io_uring(7), without an open system call: by_uring [--async] FILE. With --async one of
// the kernel's worker threads opens it.
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/io_uring.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

int main(int count, char **arguments)
{
    int async = count == 3 && strcmp(arguments[1], "--async") == 0;
    if (count != 2 + async)
        return 2;
    struct io_uring_params setup = {0};
    int ring = syscall(SYS_io_uring_setup, 1, &setup);
    if (ring < 0 || !(setup.features & IORING_FEAT_SINGLE_MMAP)) {
        perror("io_uring_setup");
        return 1;
    }
    // The one mapping of both queues is as long as the longer of them.
    size_t submissions = setup.sq_off.array + setup.sq_entries * sizeof(__u32);
    size_t completions = setup.cq_off.cqes + setup.cq_entries * sizeof(struct io_uring_cqe);
    char *queues = mmap(NULL, submissions > completions ? submissions : completions, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_POPULATE, ring, IORING_OFF_SQ_RING);
    struct io_uring_sqe *entry = mmap(NULL, setup.sq_entries * sizeof(*entry), PROT_READ | PROT_WRITE,
                                      MAP_SHARED | MAP_POPULATE, ring, IORING_OFF_SQES);
    if (queues == MAP_FAILED || entry == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    entry->opcode = IORING_OP_OPENAT;
    entry->flags = async ? IOSQE_ASYNC : 0;
    entry->fd = AT_FDCWD;
    entry->addr = (__u64)arguments[1 + async];
    entry->open_flags = O_RDONLY;
    *(__u32 *)(queues + setup.sq_off.array) = 0;
    __atomic_store_n((__u32 *)(queues + setup.sq_off.tail), 1, __ATOMIC_RELEASE);
    if (syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) != 1) {
        perror("io_uring_enter");
        return 1;
    }
    struct io_uring_cqe *done = (struct io_uring_cqe *)(queues + setup.cq_off.cqes);
    char bytes[64];
    if (done->res < 0 || read(done->res, bytes, sizeof(bytes)) <= 0) {
        fprintf(stderr, "openat: %s\n", strerror(-done->res));
        return 1;
    }
    return 0;
}
