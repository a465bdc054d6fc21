// SPDX-License-Identifier: Apache-2.0
// Counts the guest instructions of system calls, where the time stamp counter counts instructions (QEMU -icount shift=0).
//
//   operations prepare                          makes the files that the loops use
//   operations SETTING opens|others|matched     loops; a line "@measure SETTING OPERATION INSTRUCTIONS" for each
//   operations SETTING consumer PID             opens a protected file while PID, the sensor, runs and while it is stopped
//
// Each figure is the least of many short loops: what else the guest does (timer ticks, writeback) only ever adds, and most
// of the loops are shorter than a tick. 20,000 opens of each kind in all.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <x86intrin.h>

#define LOOPS 100
#define OPENS 200
#define RENAMES 20
#define PROCESSES 4
// All loops together fit into the sensor's ring of private material (2 MiB, about 1 KB a record), consumer stopped.
#define MATCHED 8
// Of each file only the first open in a second is sent: for all loops, with and without the consumer, and the bursts.
#define FILES 3000
// With the consumer running: a burst is long enough to be more than its wake-up.
#define BURSTS 3
#define BURST 200

#define SELF "/opt/bench/operations"
#define PROTECTED "/etc/kubernetes/pki/ca.key"
#define PROTECTED_FILES "/etc/kubernetes/pki/bench/%u.key"

static void fail(const char *what)
{
    fprintf(stderr, "operations: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void open_close(const char *path)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        fail(path);
    close(descriptor);
}

// A protected file that has not been opened yet.
static void open_next(const char *path)
{
    static unsigned next;
    char name[64];
    snprintf(name, sizeof(name), path, next++ % FILES);
    open_close(name);
}

// There and back, so that a loop ends where it began.
static void rename_twice(const char *path)
{
    (void)path;
    if (rename("/srv/a/b/c/d/one", "/srv/a/b/c/d/two") || rename("/srv/a/b/c/d/two", "/srv/a/b/c/d/one"))
        fail("rename");
}

static void link_unlink(const char *path)
{
    (void)path;
    if (link("/srv/a/b/c/d/one", "/srv/a/b/c/d/two") || unlink("/srv/a/b/c/d/two"))
        fail("link");
}

static void fork_wait(const char *program)
{
    pid_t child = fork();
    if (child < 0)
        fail("fork");
    if (child == 0) {
        if (program)
            execl(program, program, "exit", (char *)NULL);
        _exit(program ? 1 : 0);
    }
    int status;
    if (waitpid(child, &status, 0) != child || status != 0)
        fail("the child failed");
}

struct operation {
    const char *group;
    const char *name;
    void (*once)(const char *path);
    const char *path;
    unsigned count;
    unsigned each; // operations that one call of `once` makes
};

static const struct operation operations[] = {
    {"opens", "open_depth_6", open_close, "/srv/a/b/c/d/f.txt", OPENS, 1},
    {"opens", "open_depth_1", open_close, "/f.txt", OPENS, 1},
    {"opens", "open_depth_12", open_close, "/srv/a/b/c/d/e/f/g/h/i/j/f.txt", OPENS, 1},
    {"opens", "open_other_superblock", open_close, "/tmp/f.txt", OPENS, 1},
    {"opens", "open_not_regular", open_close, "/dev/null", OPENS, 1},
    {"others", "rename", rename_twice, NULL, RENAMES, 2},
    {"others", "link_unlink", link_unlink, NULL, RENAMES, 1},
    {"others", "fork_exit", fork_wait, NULL, PROCESSES, 1},
    {"others", "fork_exec_exit", fork_wait, SELF, PROCESSES, 1},
    {"matched", "open_matched", open_next, PROTECTED_FILES, MATCHED, 1},
    {"matched", "open_repeated", open_close, PROTECTED, MATCHED, 1},
};

static void repeat(const struct operation *operation, unsigned count)
{
    for (unsigned i = 0; i < count; i++)
        operation->once(operation->path);
}

static uint64_t least(uint64_t first, uint64_t second)
{
    return first < second ? first : second;
}

static void print(const char *setting, const char *name, uint64_t total, unsigned count)
{
    printf("@measure %s %s %llu\n", setting, name, (unsigned long long)((total + count / 2) / count));
    fflush(stdout);
}

static uint64_t measure(const struct operation *operation)
{
    uint64_t best = UINT64_MAX;
    for (int loop = 0; loop < LOOPS; loop++) {
        uint64_t start = __rdtsc();
        repeat(operation, operation->count);
        best = least(best, __rdtsc() - start);
    }
    return best;
}

static uint64_t nanoseconds(clockid_t clock)
{
    struct timespec now;
    if (clock_gettime(clock, &now))
        fail("clock_gettime");
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}

// Processor time is kept in nanoseconds, of which the kernel has its own idea.
static double instructions_per_nanosecond(void)
{
    uint64_t time = nanoseconds(CLOCK_THREAD_CPUTIME_ID), counter = __rdtsc();
    while (nanoseconds(CLOCK_THREAD_CPUTIME_ID) - time < 20000000)
        ;
    counter = __rdtsc() - counter;
    return (double)counter / (double)(nanoseconds(CLOCK_THREAD_CPUTIME_ID) - time);
}

// Returns when the process has used less than a millisecond in a second; its processor time so far.
static uint64_t when_idle(clockid_t clock)
{
    uint64_t used = nanoseconds(clock), before;
    do {
        before = used;
        sleep(1);
        used = nanoseconds(clock);
    } while (used - before > 1000000);
    return used;
}

// With the consumer running on the same processor the counter would count both: here each has its own processor time.
static void measure_running(const char *setting, const struct operation *operation, const char *of_consumer,
                            clockid_t consumer)
{
    uint64_t opener_best = UINT64_MAX, consumer_best = UINT64_MAX;
    double rate = instructions_per_nanosecond();
    for (int burst = 0; burst < BURSTS; burst++) {
        uint64_t before = when_idle(consumer);
        uint64_t start = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
        repeat(operation, BURST);
        opener_best = least(opener_best, nanoseconds(CLOCK_THREAD_CPUTIME_ID) - start);
        consumer_best = least(consumer_best, when_idle(consumer) - before);
    }
    print(setting, operation->name, (uint64_t)((double)opener_best * rate), BURST);
    print(setting, of_consumer, (uint64_t)((double)consumer_best * rate), BURST);
}

static void measure_stopped(const char *setting, const struct operation *operation, const char *name, pid_t consumer)
{
    char state = 0;
    if (kill(consumer, SIGSTOP))
        fail("stop");
    // Not our child: its state is in /proc.
    while (state != 'T') {
        char path[64];
        snprintf(path, sizeof(path), "/proc/%d/stat", consumer);
        FILE *stat = fopen(path, "re");
        if (!stat || fscanf(stat, "%*d (%*[^)]) %c", &state) != 1)
            fail(path);
        fclose(stat);
        usleep(10000);
    }
    print(setting, name, measure(operation), operation->count);
    if (kill(consumer, SIGCONT))
        fail("continue");
}

static void measure_consumer(const char *setting, pid_t consumer)
{
    const struct operation *repeated = &operations[sizeof(operations) / sizeof(operations[0]) - 1];
    const struct operation *matched = repeated - 1;
    clockid_t clock;
    if (clock_getcpuclockid(consumer, &clock))
        fail("the consumer's clock");
    repeat(matched, 10);
    repeat(repeated, 10);
    measure_running(setting, matched, "consumer_of_matched", clock);
    measure_running(setting, repeated, "consumer_of_repeated", clock);
    measure_stopped(setting, matched, "open_matched_stopped", consumer);
    when_idle(clock);
    repeat(repeated, 10);
    measure_stopped(setting, repeated, "open_repeated_stopped", consumer);
    when_idle(clock);
}

static void make_file(const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (descriptor < 0)
        fail(path);
    close(descriptor);
}

static void prepare(void)
{
    char path[] = "/srv/a/b/c/d/e/f/g/h/i/j/f.txt";
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = 0;
        if (mkdir(path, 0755) && errno != EEXIST)
            fail(path);
        *slash = '/';
    }
    make_file(path);
    make_file("/srv/a/b/c/d/f.txt");
    make_file("/srv/a/b/c/d/one");
    make_file("/f.txt");
    make_file("/tmp/f.txt");
    if (mkdir("/etc/kubernetes/pki/bench", 0755) && errno != EEXIST)
        fail("/etc/kubernetes/pki/bench");
    for (unsigned i = 0; i < FILES; i++) {
        char name[64];
        snprintf(name, sizeof(name), PROTECTED_FILES, i);
        make_file(name);
    }
}

int main(int count, char **arguments)
{
    if (count == 2 && strcmp(arguments[1], "exit") == 0)
        return 0;
    if (count == 2 && strcmp(arguments[1], "prepare") == 0) {
        prepare();
        return 0;
    }
    if (count == 4 && strcmp(arguments[2], "consumer") == 0) {
        measure_consumer(arguments[1], atoi(arguments[3]));
        return 0;
    }
    if (count != 3)
        return 2;
    for (unsigned i = 0; i < sizeof(operations) / sizeof(operations[0]); i++) {
        const struct operation *operation = &operations[i];
        if (strcmp(operation->group, arguments[2]) != 0)
            continue;
        repeat(operation, 2 * operation->count);
        print(arguments[1], operation->name, measure(operation), operation->count * operation->each);
    }
    return 0;
}
