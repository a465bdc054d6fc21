// SPDX-License-Identifier: Apache-2.0
// A process that lives for a while, and changes: does what its arguments say, from left to right.
//
//   read FILE, repeat N FILE     opens and reads it, once or N times
//   write FILE                   opens it for writing, and writes nothing
//   fork-read FILE               a child reads it
//   thread-read FILE             a thread that is not the first reads it
//   fork                         a child does the rest
//   setuid UID                   becomes that user
//   cgroup FOLDER                moves into that cgroup
//   unshare-mount                gets a mount namespace of its own
//   try-exec PROGRAM             executes what cannot be executed, and goes on
//   exec PROGRAM ARGUMENT...     becomes that program
//   thread-exec PROGRAM ARGUMENT...   the same, from a thread that is not the first
//
// A FILE may be a pipe, to wait at.
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void require(int held, const char *what)
{
    if (held)
        return;
    perror(what);
    exit(1);
}

static void read_file(const char *name)
{
    char bytes[64];
    int file = open(name, O_RDONLY);
    require(file >= 0 && read(file, bytes, sizeof(bytes)) > 0, name);
    close(file);
}

static void repeat(int times, const char *name)
{
    for (int i = 0; i < times; i++)
        read_file(name);
}

static void write_file(const char *name)
{
    int file = open(name, O_WRONLY);
    require(file >= 0, name);
    close(file);
}

/* Returns in the child; the parent ends with it. */
static void go_on_in_child(void)
{
    int status = 0;
    pid_t child = fork();
    require(child >= 0, "fork");
    if (child == 0)
        return;
    require(waitpid(child, &status, 0) == child && WIFEXITED(status), "wait");
    exit(WEXITSTATUS(status));
}

static void read_in_child(const char *name)
{
    int status = 0;
    pid_t child = fork();
    require(child >= 0, "fork");
    if (child == 0) {
        read_file(name);
        _exit(0);
    }
    require(waitpid(child, &status, 0) == child && status == 0, "wait");
}

static void *read_as_thread(void *name)
{
    read_file(name);
    return NULL;
}

static void *execute(void *arguments)
{
    char **program = arguments;
    execv(program[0], program);
    require(0, program[0]);
    return NULL;
}

static void in_thread(void *(*act)(void *), void *argument)
{
    pthread_t thread;
    require(pthread_create(&thread, NULL, act, argument) == 0 && pthread_join(thread, NULL) == 0, "thread");
}

static void enter_cgroup(const char *folder)
{
    char name[4096];
    snprintf(name, sizeof(name), "%s/cgroup.procs", folder);
    int file = open(name, O_WRONLY);
    require(file >= 0 && write(file, "0", 1) == 1, name);
    close(file);
}

static void try_to_execute(char *name)
{
    char *program[] = {name, NULL};
    execv(name, program);
}

/* Carries out the first of the commands; returns how many of the arguments it took. */
static int carry_out(char **command)
{
    const char *verb = command[0];
    if (strcmp(verb, "fork") == 0)
        return go_on_in_child(), 1;
    if (strcmp(verb, "unshare-mount") == 0)
        return require(unshare(CLONE_NEWNS) == 0, verb), 1;
    if (!command[1])
        exit(2);
    if (strcmp(verb, "read") == 0)
        return read_file(command[1]), 2;
    if (strcmp(verb, "write") == 0)
        return write_file(command[1]), 2;
    if (strcmp(verb, "fork-read") == 0)
        return read_in_child(command[1]), 2;
    if (strcmp(verb, "thread-read") == 0)
        return in_thread(read_as_thread, command[1]), 2;
    if (strcmp(verb, "setuid") == 0)
        return require(setuid(atoi(command[1])) == 0, verb), 2;
    if (strcmp(verb, "cgroup") == 0)
        return enter_cgroup(command[1]), 2;
    if (strcmp(verb, "try-exec") == 0)
        return try_to_execute(command[1]), 2;
    if (strcmp(verb, "exec") == 0)
        execute(command + 1);
    if (strcmp(verb, "thread-exec") == 0)
        in_thread(execute, command + 1);
    if (strcmp(verb, "repeat") == 0 && command[2])
        return repeat(atoi(command[1]), command[2]), 3;
    exit(2);
}

int main(int count, char **arguments)
{
    for (int next = 1; next < count;)
        next += carry_out(arguments + next);
    return 0;
}
