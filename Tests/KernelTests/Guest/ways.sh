# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Less common ways to a protected file, and odder readers, each with a sensor of its own. WayTests.swift says what each
# must give.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh
triggers=/opt/keyward-tests/triggers

case_handle() { "$triggers/by_handle" "$pki/ca.key"; }
case_handle_evicted() { "$triggers/by_handle" --evict "$pki/ca.key"; }
case_uring() { "$triggers/by_uring" "$pki/ca.key"; }
case_uring_async() { "$triggers/by_uring" --async "$pki/ca.key"; }
case_path_descriptor() { "$triggers/by_path_descriptor" "$pki/ca.key"; }
# This shell holds the file, cat opens it through the shell's descriptor.
case_descriptor_of_another() {
    exec 9<"$pki/ca.key"
    cat "/proc/$$/fd/9"
    exec 9<&-
}
case_copy_file_range() { "$triggers/copier" range "$pki/ca.key" /srv/copy; }
case_sendfile() { "$triggers/copier" sendfile "$pki/ca.key" /srv/copy; }
case_splice() { "$triggers/copier" splice "$pki/ca.key" /srv/copy; }
case_in_root() { "$triggers/below" --in-root /etc /kubernetes/pki/ca.key; }
case_below_descriptor() { "$triggers/below" /etc/kubernetes pki/ca.key; }
before_host_mounted() { mkdir /host; }
case_host_mounted() {
    unshare -m sh -c "mount --bind / /host && chroot /host cat $pki/ca.key"
}
after_host_mounted() { rmdir /host; }
before_overlay() {
    modprobe overlay
    mkdir /srv/upper /srv/work /srv/merged
}
case_overlay() {
    mount -t overlay -o lowerdir=/etc/kubernetes,upperdir=/srv/upper,workdir=/srv/work overlay /srv/merged
    cat /srv/merged/pki/ca.key
}
after_overlay() { umount /srv/merged; }

# What the tmpfs covers is there too and must not be taken for what is read.
before_tmpfs() {
    mount -t tmpfs tmpfs "$pki"
    echo "key on tmpfs" >"$pki/ca.key"
}
case_tmpfs() { cat "$pki/ca.key"; }
after_tmpfs() { umount "$pki"; }

# The first reads may come before the sensor has seen the new folder; it must see it without being told.
case_tree_recreated() {
    rm -rf /etc/kubernetes
    mkdir -p "$pki"
    echo "new key" >"$pki/ca.key"
    read_until_seen "$pki/ca.key"
}

# ext4 takes the inodes of a folder's files from the group of that folder: the key is made beside what shall get its
# number.
before_inode_reused() {
    echo "short-lived key" >/srv/made-here
    mv /srv/made-here "$pki/ca.key"
}
case_inode_reused() {
    number="$(stat -c %i "$pki/ca.key")"
    rm "$pki/ca.key"
    file=0
    while [ "$file" -lt 40 ]; do
        echo unrelated >"/srv/unrelated-$file"
        file=$((file + 1))
    done
    find /srv -inum "$number" -exec cat {} +
}

before_executed() {
    cp "$triggers/reader" "$pki/ca.key"
    chmod +x "$pki/ca.key"
}
case_executed() { "$pki/ca.key"; }
case_thread() { "$triggers/by_thread" "$pki/ca.key"; }
case_memfd() { "$triggers/from_memory" "$triggers/reader" "$pki/ca.key"; }
# The reader waits at the pipe, by which time it runs; then its file goes.
case_deleted_executable() {
    cp "$triggers/reader" /srv/gone
    mkfifo /srv/wait
    /srv/gone /srv/wait "$pki/ca.key" &
    exec 9>/srv/wait
    rm /srv/gone
    echo go >&9
    exec 9>&-
    wait "$!"
}
before_comm_kubelet() { cp /usr/bin/cat /usr/bin/kubelet; }
case_comm_kubelet() { "$triggers/with_comm" kubelet "$kubelet_pki/kubelet-client-current.pem"; }

for name in handle handle_evicted uring uring_async path_descriptor descriptor_of_another copy_file_range sendfile \
    splice in_root below_descriptor host_mounted overlay tmpfs tree_recreated inode_reused executed thread memfd \
    deleted_executable comm_kubelet; do
    run_case "$name"
done
