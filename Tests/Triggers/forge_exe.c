// SPDX-License-Identifier: Apache-2.0
// Passes for another program and reads files: forge_exe [--after PIPE] PROGRAM FILE... The kernel lets root say which
// file a process runs (prctl(2), PR_SET_MM_EXE_FILE) once nothing of the true one is mapped, so every mapping of that
// is replaced by a copy in memory. With --after it reads PIPE before. The status says which step failed.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { MAPPINGS = 32 };
enum { BAD_USAGE = 2, NO_MAPPINGS, NOT_REPLACED, NOT_FORGED, NOT_OPENED, NOT_READ };

struct mapping {
    char *start;
    size_t length;
    int protection;
};

/* The mappings that have a file: in a program without shared libraries, those of its own image. */
static int find_image(struct mapping *image)
{
    char line[4352], allowed[5];
    unsigned long start, end;
    int found = 0;
    FILE *maps = fopen("/proc/self/maps", "r");
    while (maps && found < MAPPINGS && fgets(line, sizeof(line), maps)) {
        if (!strchr(line, '/') || sscanf(line, "%lx-%lx %4s", &start, &end, allowed) != 3)
            continue;
        image[found].start = (char *)start;
        image[found].length = end - start;
        image[found].protection = (allowed[0] == 'r' ? PROT_READ : 0) | (allowed[1] == 'w' ? PROT_WRITE : 0) |
                                  (allowed[2] == 'x' ? PROT_EXEC : 0);
        found++;
    }
    if (maps)
        fclose(maps);
    return found;
}

/* The copy takes the place of the mapping within one call, so that even the code that runs may be replaced. */
static int replace(const struct mapping *mapping)
{
    char *copy = mmap(NULL, mapping->length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (copy == MAP_FAILED)
        return 0;
    memcpy(copy, mapping->start, mapping->length);
    return mprotect(copy, mapping->length, mapping->protection) == 0 &&
           mremap(copy, mapping->length, mapping->length, MREMAP_MAYMOVE | MREMAP_FIXED, mapping->start) != MAP_FAILED;
}

static int failed(const char *what, int status)
{
    perror(what);
    return status;
}

/* Returns 0, or the status that says what failed. */
static int read_file(const char *name)
{
    char bytes[64];
    int file = open(name, O_RDONLY);
    if (file < 0)
        return failed(name, NOT_OPENED);
    if (read(file, bytes, sizeof(bytes)) <= 0)
        return failed(name, NOT_READ);
    close(file);
    return 0;
}

int main(int count, char **arguments)
{
    struct mapping image[MAPPINGS];
    int status = 0;
    int first = count > 2 && strcmp(arguments[1], "--after") == 0 ? 3 : 1;
    if (count < first + 2)
        return BAD_USAGE;
    if (first == 3 && (status = read_file(arguments[2])) != 0)
        return status;
    int mappings = find_image(image);
    if (mappings == 0)
        return failed("/proc/self/maps", NO_MAPPINGS);
    for (int i = 0; i < mappings; i++) {
        if (!replace(&image[i]))
            return failed("mremap", NOT_REPLACED);
    }
    int program = open(arguments[first], O_RDONLY);
    if (program < 0 || prctl(PR_SET_MM, PR_SET_MM_EXE_FILE, program, 0, 0) != 0)
        return failed(arguments[first], NOT_FORGED);
    for (int i = first + 1; i < count && status == 0; i++)
        status = read_file(arguments[i]);
    return status;
}
