// SPDX-License-Identifier: Apache-2.0

// Gives libFuzzer's inputs to the target that KEYWARD_FUZZ_TARGET names.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int kw_fuzz(const char *name, const uint8_t *bytes, intptr_t count);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    static const char *name;

    if (!name && !(name = getenv("KEYWARD_FUZZ_TARGET")))
        name = "";
    if (!kw_fuzz(name, bytes, (intptr_t)count)) {
        fprintf(stderr, "fuzz: no target %s\n", name);
        exit(2);
    }
    return 0;
}
