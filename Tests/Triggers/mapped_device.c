// SPDX-License-Identifier: Apache-2.0
// Puts a device-mapper device on top of a block device, as a logical volume is: mapped_device NAME DEVICE maps the whole
// of DEVICE one to one, mapped_device --remove NAME takes it away.
#include <fcntl.h>
#include <linux/dm-ioctl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SECTOR_BYTES = 512 };

/* What every request starts with, and the one target that a table has. */
struct request {
    struct dm_ioctl head;
    struct dm_target_spec target;
    char parameters[256];
};

static int ask(unsigned long what, const char *name, struct request *request)
{
    int control = open("/dev/mapper/control", O_RDWR);
    request->head.version[0] = DM_VERSION_MAJOR;
    request->head.data_size = sizeof(*request);
    request->head.data_start = sizeof(request->head);
    snprintf(request->head.name, sizeof(request->head.name), "%s", name);
    int status = ioctl(control, what, request);
    close(control);
    return status;
}

int main(int count, char **arguments)
{
    if (count != 3)
        return 2;
    struct request table = {.head.target_count = 1}, plain = {0}, resume = {0};
    if (strcmp(arguments[1], "--remove") == 0) {
        if (ask(DM_DEV_REMOVE, arguments[2], &plain) == 0)
            return 0;
        perror(arguments[2]);
        return 1;
    }
    unsigned long long bytes = 0;
    int below = open(arguments[2], O_RDONLY);
    int measured = ioctl(below, BLKGETSIZE64, &bytes);
    close(below);
    table.target.length = bytes / SECTOR_BYTES;
    strcpy(table.target.target_type, "linear");
    snprintf(table.parameters, sizeof(table.parameters), "%s 0", arguments[2]);
    if (measured != 0 || ask(DM_DEV_CREATE, arguments[1], &plain) != 0 ||
        ask(DM_TABLE_LOAD, arguments[1], &table) != 0 || ask(DM_DEV_SUSPEND, arguments[1], &resume) != 0) {
        perror(arguments[1]);
        return 1;
    }
    return 0;
}
