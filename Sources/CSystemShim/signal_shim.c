// SPDX-License-Identifier: Apache-2.0
#include "signal_shim.h"

#include <errno.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

int kw_signal_descriptor(const int *signals, int count)
{
    sigset_t set;
    sigemptyset(&set);
    for (int i = 0; i < count; i++)
        sigaddset(&set, signals[i]);
    if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
        return -1;
    return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int kw_next_signal(int descriptor)
{
    struct signalfd_siginfo info;
    ssize_t count = read(descriptor, &info, sizeof(info));
    if (count < 0)
        return errno == EAGAIN ? 0 : -1;
    return (int)info.ssi_signo;
}
