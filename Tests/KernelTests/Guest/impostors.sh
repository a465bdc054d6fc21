# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Processes that pass for one that may read a key, and some that may and look odd, each with a sensor of its own.
# ImpostorTests.swift says what each must give.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh
triggers=/opt/keyward-tests/triggers
pair="$kubelet_pki/kubelet-client-current.pem"

# true_kubelet FILE: what /usr/bin/kubelet is on this host.
true_kubelet() { cp "$1" /usr/bin/kubelet; }

# The kernel then shows /usr/bin/kubelet as the process's executable, inode and all.
before_set_mm_exe() { true_kubelet "$triggers/kubelet_like"; }
case_set_mm_exe() { "$triggers/forge_exe" /usr/bin/kubelet "$pair"; }
before_forge_after() { true_kubelet "$triggers/kubelet_like"; }
case_forge_after() {
    /usr/bin/kubelet read "$pair"
    "$triggers/forge_exe" /usr/bin/kubelet "$pair"
}

before_exec_into() { true_kubelet "$triggers/kubelet_like"; }
case_exec_into() { /usr/bin/kubelet read "$pair" exec /usr/bin/cat "$pair"; }
# The thread that executes takes the place of the process's first one.
before_exec_into_by_thread() { true_kubelet "$triggers/kubelet_like"; }
case_exec_into_by_thread() { /usr/bin/kubelet read "$pair" thread-exec /usr/bin/cat "$pair"; }
before_became_kubelet_by_thread() { true_kubelet "$triggers/kubelet_like"; }
case_became_kubelet_by_thread() { "$triggers/kubelet_like" thread-exec /usr/bin/kubelet read "$pair"; }
# The kernel opens and checks this kubelet, finds that it is no program, and the thief is still itself.
before_exec_fails() {
    echo "no program" >/usr/bin/kubelet
    chmod +x /usr/bin/kubelet
}
case_exec_fails() { "$triggers/kubelet_like" try-exec /usr/bin/kubelet read "$pair"; }
# The same executable by another path to it.
before_executed_by_descriptor() { true_kubelet "$triggers/kubelet_like"; }
case_executed_by_descriptor() {
    exec 9</usr/bin/kubelet
    /proc/self/fd/9 read "$pair"
    exec 9<&-
}

before_fork_of_allowed() { true_kubelet "$triggers/kubelet_like"; }
case_fork_of_allowed() { /usr/bin/kubelet fork-read "$pair"; }
before_thread_of_allowed() { true_kubelet "$triggers/kubelet_like"; }
case_thread_of_allowed() { /usr/bin/kubelet thread-read "$pair"; }
before_fork_then_exec() { true_kubelet "$triggers/kubelet_like"; }
case_fork_then_exec() { /usr/bin/kubelet read "$pair" fork exec /usr/bin/cat "$pair"; }

# For every process of the host the attacker's file now is /usr/bin/kubelet.
before_host_bind_mounted_kubelet() {
    true_kubelet "$triggers/reader"
    cp "$triggers/reader" /srv/impostor
}
case_host_bind_mounted_kubelet() {
    mount --bind /srv/impostor /usr/bin/kubelet
    /usr/bin/kubelet "$pair"
}
after_host_bind_mounted_kubelet() { umount /usr/bin/kubelet; }
before_host_bind_mounted_bin() {
    mkdir -p /usr/local/bin /srv/bin
    cp "$triggers/reader" /usr/local/bin/kubelet
    cp "$triggers/reader" /srv/bin/kubelet
}
case_host_bind_mounted_bin() {
    /usr/local/bin/kubelet "$pair"
    mount --bind /srv/bin /usr/local/bin
    /usr/local/bin/kubelet "$pair"
}
after_host_bind_mounted_bin() {
    umount /usr/local/bin
    rm /usr/local/bin/kubelet
}

# What runs is the interpreter: here the kubelet itself, a shell below.
before_script_interpreter() {
    true_kubelet /usr/bin/cat
    echo '#!/usr/bin/kubelet' >/srv/script
    chmod +x /srv/script
}
case_script_interpreter() { /srv/script "$pair"; }
write_script() {
    # The script's own argument.
    # shellcheck disable=SC2016
    printf '%s\n' '#!/bin/sh' 'read -r line <"$1" && echo "$line"' >"$1"
    chmod +x "$1"
}
before_script_named_kubelet() { true_kubelet "$triggers/reader"; }
case_script_named_kubelet() {
    write_script /srv/kubelet
    sh /srv/kubelet "$pair"
}
before_script_at_kubelet() {
    rm -f /usr/bin/kubelet
    write_script /usr/bin/kubelet
}
case_script_at_kubelet() { /usr/bin/kubelet "$pair"; }
# The loader maps the kubelet and runs it, but what was executed is the loader.
before_ld_so() { true_kubelet /usr/bin/cat; }
case_ld_so() { /lib64/ld-linux-x86-64.so.2 /usr/bin/kubelet "$pair"; }

# held PROGRAM ARGUMENT...: starts it, to be held at the pipe /srv/wait; returns when it is there.
held() {
    mkfifo /srv/wait
    "$@" >/srv/held 2>&1 &
    held=$!
    exec 9>/srv/wait
}
let_go() {
    echo go >&9
    exec 9>&-
    wait "$held" || echo "ended with $?"
    cat /srv/held
}
before_started_before() {
    cp "$triggers/reader" /srv/reader
    held /srv/reader /srv/wait "$pair"
}
case_started_before() { let_go; }
before_started_before_allowed() {
    true_kubelet "$triggers/kubelet_like"
    held /usr/bin/kubelet read /srv/wait read "$pair" fork-read "$pair" thread-read "$pair"
}
case_started_before_allowed() { let_go; }
before_started_before_execs() {
    true_kubelet "$triggers/kubelet_like"
    held /usr/bin/kubelet read /srv/wait read "$pair" exec /usr/bin/cat "$pair"
}
case_started_before_execs() { let_go; }
before_started_before_forged() {
    true_kubelet "$triggers/kubelet_like"
    held "$triggers/forge_exe" --after /srv/wait /usr/bin/kubelet "$pair"
}
case_started_before_forged() { let_go; }
before_forged_before() {
    true_kubelet "$triggers/kubelet_like"
    held "$triggers/forge_exe" /usr/bin/kubelet /srv/wait "$pair"
}
case_forged_before() { let_go; }

# The API server's container: an overlay for its root, and the host's key mounted in it, as a runtime does it.
uid=0123456789abcdef0123456789abcdef
pod="/sys/fs/cgroup/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod$uid.slice"
cgroup="$pod/cri-containerd-$uid$uid.scope"
lay_out_image() {
    modprobe overlay
    mkdir -p "$cgroup" "/var/log/pods/kube-system_kube-apiserver-node_$uid"
    mkdir -p /srv/image/usr/local/bin /srv/image/usr/bin "/srv/image$pki" /srv/upper /srv/work /srv/root
    cp "$triggers/reader" /srv/image/usr/local/bin/kube-apiserver
    cp "$triggers/reader" /srv/image/usr/bin/other
    : >"/srv/image$pki/apiserver.key"
}
# in_container PROGRAM ARGUMENT...
in_container() {
    # The new shell has these as its own.
    # shellcheck disable=SC2016
    "$triggers/kubelet_like" cgroup "$cgroup" unshare-mount exec /usr/bin/sh -c '
        mount --make-rprivate / &&
        mount -t overlay -o lowerdir=/srv/image,upperdir=/srv/upper,workdir=/srv/work overlay /srv/root &&
        mount --bind "$0" "/srv/root$0" && exec "$@"' "$pki/apiserver.key" "$triggers/container" /srv/root "$@"
}
before_overlay_kubelet() { lay_out_image; }
case_overlay_kubelet() { in_container /usr/local/bin/kube-apiserver "$pki/apiserver.key"; }
before_overlay_impostor() { lay_out_image; }
case_overlay_impostor() { in_container /usr/bin/other "$pki/apiserver.key"; }

for name in set_mm_exe forge_after exec_into exec_into_by_thread became_kubelet_by_thread exec_fails \
    executed_by_descriptor fork_of_allowed thread_of_allowed fork_then_exec host_bind_mounted_kubelet \
    host_bind_mounted_bin script_interpreter script_named_kubelet script_at_kubelet ld_so started_before \
    started_before_allowed started_before_execs started_before_forged forged_before overlay_kubelet \
    overlay_impostor; do
    run_case "$name"
done
