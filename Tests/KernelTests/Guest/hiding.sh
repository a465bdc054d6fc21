# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# What the sensor does to be cheap, each time with a thief who would hide behind it: filters, forgotten files, repeats
# put together, decisions remembered. Each has a sensor of its own. HidingTests.swift says what each must give.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh
triggers=/opt/keyward-tests/triggers
pair="$kubelet_pki/kubelet-client-current.pem"
pair_file="$kubelet_pki/kubelet-client-2026-11-20-10-00-00.pem"

# Of any 8193 files two have the same inode number modulo 8192, which is all that the filter looks at: one of them
# becomes the key.
before_filter_collision() {
    mkdir /srv/many
    (cd /srv/many && seq 8193 | xargs touch)
    find /srv/many -type f -printf '%i %p\n' | awk '
        ($1 % 8192) in seen { print seen[$1 % 8192], $2; exit }
        { seen[$1 % 8192] = $2 }' >/srv/alike
    read -r key other </srv/alike
    echo "key of ca" >"$key"
    echo "the thief's own" >"$other"
    mv "$key" "$pki/ca.key"
    mv "$other" /srv/own
    rm -rf /srv/many
}
case_filter_collision() {
    echo "$(($(stat -c %i /srv/own) % 8192 - $(stat -c %i "$pki/ca.key") % 8192)) apart"
    cat /srv/own "$pki/ca.key"
}

# What no profile names is forgotten when it was read; a key that then gets its name, or it a key's, is not.
before_not_a_credential() {
    echo notes >"$pki/notes.txt"
    cp "$triggers/kubelet_like" /srv/thief
}
case_not_a_credential() {
    /srv/thief repeat 50 "$pki/notes.txt"
    mv "$pki/ca.key" "$pki/notes.txt"
    /srv/thief read "$pki/notes.txt"
}
before_not_a_credential_linked() { before_not_a_credential; }
case_not_a_credential_linked() {
    /srv/thief repeat 50 "$pki/notes.txt"
    ln "$pki/notes.txt" "$pki/apiserver-etcd-client.key"
    /srv/thief read "$pki/apiserver-etcd-client.key"
}
before_not_a_credential_renamed() { before_not_a_credential; }
case_not_a_credential_renamed() {
    /srv/thief repeat 50 "$pki/notes.txt"
    mv "$pki/notes.txt" "$pki/apiserver-etcd-client.key"
    /srv/thief read "$pki/apiserver-etcd-client.key"
}
before_not_a_credential_inode_reused() { before_not_a_credential; }
case_not_a_credential_inode_reused() {
    number="$(stat -c %i "$pki/notes.txt")"
    /srv/thief repeat 50 "$pki/notes.txt"
    rm "$pki/notes.txt"
    # The kernel gives the number to the next file of the folder.
    echo "new key" >"$pki/new.key"
    [ "$(stat -c %i "$pki/new.key")" = "$number" ] && echo "the same number"
    /srv/thief read "$pki/new.key"
}

# Repeats are put together, within one execution, file and kind of access.
thief_waits() {
    cp "$triggers/kubelet_like" /srv/thief
    mkfifo /srv/wait
}
before_aggregated_other_process() { thief_waits; }
# The first still runs, and has just read, when the second does.
case_aggregated_other_process() {
    /srv/thief repeat 50 "$pki/ca.key" read /srv/wait &
    exec 9>/srv/wait
    /srv/thief read "$pki/ca.key"
    echo go >&9
    exec 9>&-
    wait "$!"
}
before_aggregated_other_file() { thief_waits; }
case_aggregated_other_file() { /srv/thief repeat 50 "$pki/ca.key" read "$pki/sa.key"; }
before_aggregated_write_after_read() { thief_waits; }
case_aggregated_write_after_read() { /srv/thief repeat 20 "$pki/ca.key" write "$pki/ca.key"; }
before_aggregated_fork() { thief_waits; }
case_aggregated_fork() {
    /srv/thief read "$pki/ca.key" fork-read "$pki/ca.key" fork-read "$pki/ca.key" fork-read "$pki/ca.key" \
        fork-read "$pki/ca.key" fork-read "$pki/ca.key"
}
before_aggregated_exec_of_itself() { thief_waits; }
case_aggregated_exec_of_itself() { /srv/thief repeat 20 "$pki/ca.key" exec /srv/thief read "$pki/ca.key"; }
# The same name leads to another key from one read to the next.
before_aggregated_same_name() { thief_waits; }
case_aggregated_same_name() {
    ln -s "$pki/ca.key" /srv/link
    /srv/thief repeat 20 /srv/link read /srv/wait read /srv/link &
    exec 9>/srv/wait
    ln -sf "$pki/sa.key" /srv/link
    echo go >&9
    exec 9>&-
    wait "$!"
}

# That the kubelet may is remembered: for this execution of it, as the process was.
warm_kubelet() {
    cp "$triggers/kubelet_like" /usr/bin/kubelet
    cp "$triggers/kubelet_like" /usr/bin/kubectl
    mkfifo /srv/decided /srv/wait
    pod=/sys/fs/cgroup/kubepods.slice/kubepods-pod11111111_2222_3333_4444_555555555555.slice
    container="$pod/cri-containerd-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.scope"
    mkdir -p "$container" /var/log/pods/shop_web-0_11111111-2222-3333-4444-555555555555
}
# warmed MARK PROGRAM FILE REST...: the program reads the file; once the sensor has decided that it may, twenty times
# more; and then does the rest. That the sensor has decided shows when it tells of a later read, of MARK, which is of the
# same class.
warmed() {
    mark="$1"
    program="$2"
    file="$3"
    shift 3
    "$program" read "$file" read /srv/decided repeat 20 "$file" "$@" &
    warm=$!
    exec 9>/srv/decided
    cat "$mark" >/dev/null
    until grep -q "$mark" /tmp/alerts; do sleep 0.05; done
    echo go >&9
    exec 9>&-
}
secret="$pki/sa.key"
public="$pki/front-proxy-ca.crt"
before_allow_cache() { warm_kubelet; }
case_allow_cache() {
    warmed "$secret" /usr/bin/kubelet "$pair"
    wait "$warm"
}
before_allow_cache_exec() { warm_kubelet; }
case_allow_cache_exec() {
    warmed "$secret" /usr/bin/kubelet "$pair" exec /usr/bin/cat "$pair"
    wait "$warm"
}
before_allow_cache_other_file() { warm_kubelet; }
case_allow_cache_other_file() {
    warmed "$secret" /usr/bin/kubelet "$pair" read "$pki/ca.key" read "$pair"
    wait "$warm"
}
before_allow_cache_fork_other_cgroup() { warm_kubelet; }
case_allow_cache_fork_other_cgroup() {
    warmed "$secret" /usr/bin/kubelet "$pair" fork cgroup "$container" read "$pair"
    wait "$warm"
}
before_allow_cache_mount_namespace() { warm_kubelet; }
case_allow_cache_mount_namespace() {
    warmed "$secret" /usr/bin/kubelet "$pair" unshare-mount read "$pair"
    wait "$warm"
}
# Of the administrator's kubeconfig, which only root's kubectl may read.
before_allow_cache_setuid() { warm_kubelet; }
case_allow_cache_setuid() {
    warmed "$secret" /usr/bin/kubectl /etc/kubernetes/admin.conf setuid 1000 read /etc/kubernetes/admin.conf
    wait "$warm"
}
# The kubelet may open its own key for writing, and the cluster's certificate for reading only.
before_allow_cache_write() { warm_kubelet; }
case_allow_cache_write() {
    warmed "$public" /usr/bin/kubelet "$pki/ca.crt" write "$pki/ca.crt"
    wait "$warm"
}
before_allow_cache_renamed() { warm_kubelet; }
case_allow_cache_renamed() {
    warmed "$secret" /usr/bin/kubelet "$pair" read /srv/wait read "$pair"
    exec 9>/srv/wait
    mv "$pki/ca.key" "$pair_file"
    echo go >&9
    exec 9>&-
    wait "$warm"
}
before_allow_cache_other_process() { warm_kubelet; }
case_allow_cache_other_process() {
    warmed "$secret" /usr/bin/kubelet "$pair" read /srv/wait
    exec 9>/srv/wait
    /usr/bin/cat "$pair"
    "$triggers/forge_exe" /usr/bin/kubelet "$pair"
    echo go >&9
    exec 9>&-
    wait "$warm"
}

# The new file is known by its inode before its name goes.
case_learned_then_moved() {
    echo "new key" >"$pki/new.key"
    mv "$pki/new.key" /srv/away
    cat /srv/away
}

for name in filter_collision not_a_credential not_a_credential_linked not_a_credential_renamed \
    not_a_credential_inode_reused aggregated_other_process aggregated_other_file aggregated_write_after_read \
    aggregated_fork aggregated_exec_of_itself aggregated_same_name allow_cache allow_cache_exec \
    allow_cache_other_file allow_cache_fork_other_cgroup allow_cache_mount_namespace allow_cache_setuid allow_cache_write \
    allow_cache_renamed allow_cache_other_process learned_then_moved; do
    run_case "$name"
done
