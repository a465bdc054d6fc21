/* SPDX-License-Identifier: Apache-2.0 */
/* Signals as a descriptor (signalfd(2)), which Swift's Glibc module does not import. */
#ifndef KEYWARD_SIGNAL_SHIM_H
#define KEYWARD_SIGNAL_SHIM_H

/* Blocks the signals for this thread and later ones, and returns a descriptor that reads them; -1 with errno. */
int kw_signal_descriptor(const int *signals, int count);

/* The next pending signal's number; 0 if there is none, -1 with errno. */
int kw_next_signal(int descriptor);

#endif
