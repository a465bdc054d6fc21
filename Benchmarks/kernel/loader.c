// SPDX-License-Identifier: Apache-2.0
// Attaches every program of a BPF object, says "ready" and stays until SIGTERM: loader OBJECT.
#include <bpf/libbpf.h>
#include <signal.h>
#include <stdio.h>

int main(int count, char **arguments)
{
    if (count != 2)
        return 2;
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    sigprocmask(SIG_BLOCK, &end, NULL);
    struct bpf_object *object = bpf_object__open_file(arguments[1], NULL);
    if (!object || bpf_object__load(object)) {
        fprintf(stderr, "loader: %s does not load\n", arguments[1]);
        return 1;
    }
    struct bpf_program *program;
    bpf_object__for_each_program(program, object)
    {
        if (!bpf_program__attach(program)) {
            fprintf(stderr, "loader: %s does not attach\n", bpf_program__name(program));
            return 1;
        }
    }
    puts("ready");
    fflush(stdout);
    int received;
    return sigwait(&end, &received) ? 1 : 0;
}
