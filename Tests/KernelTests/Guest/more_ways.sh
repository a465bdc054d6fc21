# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Ways that change names, mounts or trees while the sensor watches, or go below the file system, each with a sensor of
# its own. MoreWayTests.swift says what each must give.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh
triggers=/opt/keyward-tests/triggers
pair="$kubelet_pki/kubelet-client-current.pem"

# Names.
before_linked_before() { ln "$pki/ca.key" /srv/other-name; }
case_linked_before() { cat /srv/other-name; }
case_exchanged_back() {
    echo planted >/srv/planted
    "$triggers/exchange" "$pki/ca.key" /srv/planted
    "$triggers/exchange" "$pki/ca.key" /srv/planted
    cat "$pki/ca.key" /srv/planted
}
case_renamed_within() {
    mv "$pki/ca.key" "$pki/etcd/old.key"
    cat "$pki/etcd/old.key"
}

# Mounts. Each that covers or shows a protected folder or file tells, where the host sees it.
case_mount_of_directory() {
    mkdir /srv/x
    mount --bind "$pki" /srv/x
    cat /srv/x/ca.key
}
after_mount_of_directory() { umount /srv/x; }
case_mount_of_file() {
    : >/srv/x
    mount --bind "$pki/ca.key" /srv/x
    cat /srv/x
}
after_mount_of_file() { umount /srv/x; }
case_mount_over_directory() { mount -t tmpfs tmpfs "$pki"; }
after_mount_over_directory() { umount "$pki"; }
case_mount_over_file() {
    echo planted >/srv/planted
    mount --bind /srv/planted "$pki/ca.crt"
}
after_mount_over_file() { umount "$pki/ca.crt"; }
case_mount_over_parent() { mount -t tmpfs tmpfs /etc/kubernetes; }
after_mount_over_parent() { umount /etc/kubernetes; }
case_mount_of_parent() {
    mkdir /srv/x
    mount --bind /etc/kubernetes /srv/x
    cat /srv/x/pki/ca.key
}
after_mount_of_parent() { umount /srv/x; }
case_move_mount_api() {
    mkdir /srv/x
    "$triggers/move_mount" "$pki" /srv/x
    cat /srv/x/ca.key
}
after_move_mount_api() { umount /srv/x; }
# The clone of the mount has no place, and never gets one.
case_detached_mount() { "$triggers/detached_mount" "$pki" ca.key; }
# The whole file system once more.
case_mounted_again() {
    mkdir /srv/x
    mount -t ext4 /dev/vda /srv/x
    cat "/srv/x$pki/ca.key"
}
after_mounted_again() { umount /srv/x; }
case_mount_private_namespace() {
    unshare -m sh -c "mount -t tmpfs tmpfs $pki && echo 'a container has this' >$pki/ca.key && cat $pki/ca.key"
}
case_bound_privately() {
    mkdir /srv/x
    unshare -m sh -c "mount --bind $pki /srv/x && cat /srv/x/ca.key"
}
case_mount_elsewhere() {
    mkdir /srv/x
    mount -t tmpfs tmpfs /srv/x
    mount --bind /srv/x /mnt
}
after_mount_elsewhere() {
    umount /mnt
    umount /srv/x
}

# Each cat is a process of its own: reads less alerts is how many went unseen.
case_later_tmpfs() {
    mount -t tmpfs tmpfs "$pki"
    echo "key on tmpfs" >"$pki/ca.key"
    read_until_seen "$pki/ca.key" >/srv/read
    echo "reads $(wc -l </srv/read)"
}
after_later_tmpfs() { umount "$pki"; }

# Below the file system.
read_block() { dd if="$1" of=/dev/null bs=512 count=1 status=none; }
case_raw_partition() { read_block /dev/vda; }
case_raw_node_elsewhere() {
    mknod /srv/disk b "$((0x$(stat -c %t /dev/vda)))" "$((0x$(stat -c %T /dev/vda)))"
    read_block /srv/disk
}
case_raw_written() { dd if=/dev/null of=/dev/vda bs=512 conv=notrunc status=none; }
case_raw_theft() {
    sync
    debugfs -R "cat $pki/ca.key" /dev/vda 2>/dev/null
}
# A disk of two partitions, the keys on the first.
lay_out_disk() {
    modprobe loop
    truncate -s 20M /srv/image
    {
        dd if=/dev/zero bs=446 count=1 status=none
        printf '\0\0\0\0\203\0\0\0\0\010\0\0\0\100\0\0'
        printf '\0\0\0\0\203\0\0\0\0\110\0\0\0\100\0\0'
        dd if=/dev/zero bs=32 count=1 status=none
        printf '\125\252'
    } | dd of=/srv/image conv=notrunc status=none
    disk="$(losetup --find --show --partscan /srv/image)"
    mke2fs -q "${disk}p1"
    mount "${disk}p1" "$pki"
    echo "key on a partition" >"$pki/ca.key"
}
remove_disk() {
    umount "$pki"
    losetup --detach "$disk"
}
before_raw_first_partition() { lay_out_disk; }
case_raw_first_partition() { read_block "${disk}p1"; }
after_raw_first_partition() { remove_disk; }
before_raw_disk() { lay_out_disk; }
case_raw_disk() { read_block "$disk"; }
after_raw_disk() { remove_disk; }
before_raw_neighbour() { lay_out_disk; }
case_raw_neighbour() { read_block "${disk}p2"; }
after_raw_neighbour() { remove_disk; }
# A logical volume holds the keys; what lies below it holds them too.
before_raw_below_volume() {
    modprobe -a loop dm_mod
    truncate -s 20M /srv/image
    disk="$(losetup --find --show /srv/image)"
    "$triggers/mapped_device" volume "$disk"
    mke2fs -q /dev/dm-0
    mount /dev/dm-0 "$pki"
    echo "key on a volume" >"$pki/ca.key"
}
case_raw_below_volume() { read_block "$disk"; }
after_raw_below_volume() {
    umount "$pki"
    "$triggers/mapped_device" --remove volume
    losetup --detach "$disk"
}

# Trees. No read may go unseen, not even the first.
# make_and_read FILE: makes it, with what it lies in, and reads it at once, in this very shell.
make_and_read() {
    mkdir -p "${1%/*}"
    echo "late key" >"$1"
    read -r line <"$1"
    echo "$line"
}
before_later_tree() { rm -rf /etc/kubernetes /var/lib/kubelet /var/lib/etcd; }
case_later_tree() {
    make_and_read "$pki/ca.key"
    make_and_read "$kubelet_pki/kubelet.key"
    make_and_read /var/lib/etcd/member/snap/db
    make_and_read "$pki/etcd/server.key"
}
# One key alone, so that little is removed with it.
before_tree_recreated_at_once() {
    rm -rf /etc/kubernetes
    mkdir -p "$pki"
    echo "key of ca" >"$pki/ca.key"
}
case_tree_recreated_at_once() {
    rm -rf /etc/kubernetes
    make_and_read "$pki/ca.key"
}
before_moved_into_place() {
    rm -rf /etc/kubernetes
    mkdir -p /srv/k/pki
    echo "moved key" >/srv/k/pki/ca.key
}
case_moved_into_place() {
    mv /srv/k /etc/kubernetes
    cat "$pki/ca.key"
}
case_rename_parent_of_tree() {
    mv /var/lib /var/elsewhere
    cat "/var/elsewhere/kubelet/pki/${pair##*/}"
}
after_rename_parent_of_tree() { mv /var/elsewhere /var/lib; }

# levels FOLDER COUNT: the name of a folder that many levels below it.
levels() {
    level=0
    deep="$1"
    while [ "$level" -lt "$2" ]; do
        level=$((level + 1))
        deep="$deep/$level"
    done
    echo "$deep"
}
before_deep() {
    mkdir -p "$(levels "$pki" 14)" "$(levels /srv/far 30)"
    echo "deep key" >"$(levels "$pki" 14)/deep.key"
}
case_deep() {
    cat "$(levels "$pki" 14)/deep.key"
    mv "$(levels "$pki" 14)/deep.key" "$(levels /srv/far 30)/away"
    cat "$(levels /srv/far 30)/away"
}
before_deep_later() { mkdir -p "$(levels /srv/far 30)"; }
case_deep_later() {
    mkdir -p "$(levels "$pki" 14)"
    echo "deep key" >"$(levels "$pki" 14)/deep.key"
    mv "$(levels "$pki" 14)/deep.key" "$(levels /srv/far 30)/away"
    cat "$(levels /srv/far 30)/away"
}
# The handle leads to a file without a name, which was made when the sensor could not scan for it.
case_handle_of_new_file() {
    echo "new key" >"$pki/new.key"
    "$triggers/by_handle" --evict "$pki/new.key"
}

# The kernel's worker threads open for whoever asked, whatever that was before.
before_uring_across_exec() {
    cp "$triggers/uring_across_exec" /usr/bin/kubelet
    cp "$triggers/uring_across_exec" /srv/other
}
case_uring_across_exec() { /usr/bin/kubelet "$pair" /srv/other "$pair"; }

for name in linked_before exchanged_back renamed_within mount_of_directory mount_of_file mount_over_directory \
    mount_over_file mount_over_parent mount_of_parent move_mount_api detached_mount mounted_again \
    mount_private_namespace bound_privately mount_elsewhere later_tmpfs raw_partition raw_node_elsewhere raw_written \
    raw_theft raw_first_partition raw_disk raw_neighbour raw_below_volume later_tree tree_recreated_at_once \
    moved_into_place rename_parent_of_tree deep deep_later handle_of_new_file uring_across_exec; do
    run_case "$name"
done
