// SPDX-License-Identifier: Apache-2.0
// One inotify watch on a folder, of the kind that Keyward has on each folder with protected files: watch FOLDER.
// From then on the kernel looks for watchers at every access on the whole file system (__fsnotify_parent, fsnotify).
#include <signal.h>
#include <stdio.h>
#include <sys/inotify.h>

int main(int count, char **arguments)
{
    if (count != 2)
        return 2;
    sigset_t end;
    sigemptyset(&end);
    sigaddset(&end, SIGTERM);
    sigprocmask(SIG_BLOCK, &end, NULL);
    int inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (inotify < 0 || inotify_add_watch(inotify, arguments[1], IN_CREATE | IN_DELETE | IN_CLOSE_WRITE) < 0) {
        perror("watch");
        return 1;
    }
    puts("ready");
    fflush(stdout);
    int received;
    return sigwait(&end, &received) ? 1 : 0;
}
