# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# The same acts at each level that a kernel may be reached at (--hook). LevelTests.swift says what each must give.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh
triggers=/opt/keyward-tests/triggers
pair="$kubelet_pki/kubelet-client-current.pem"

acts() {
    /usr/bin/kubelet "$pair"
    cat "$pki/ca.key"
    mv "$pki/ca.key" /srv/moved.key
    cat /srv/moved.key
    ln "$pki/sa.key" /srv/linked.key
    rm "$pki/sa.key"
    mkdir /srv/bound
    mount --bind "$pki" /srv/bound
    umount /srv/bound
    mount -t tmpfs tmpfs "$pki"
    umount "$pki"
    mv "$pki" /srv/moved-pki
    mkdir -p "$pki/etcd"
    echo late >"$pki/etcd/server.key"
    cat "$pki/etcd/server.key"
    "$triggers/forge_exe" /usr/bin/kubelet "$pair"
    dd if=/dev/vda of=/dev/null bs=512 count=1 status=none
    "$triggers/burst" 20 /usr/bin/cat /srv/moved.key
}

# level HOOK: what `doctor` says of it, and the acts if it can be reached.
level() {
    run_command "doctor_$1" keyward doctor --hook "$1"
    eval "before_$1() { cp /usr/bin/cat /usr/bin/kubelet; }"
    eval "case_$1() { acts; }"
    run_case "$1" --hook "$1"
}

for hook in auto fentry kprobe lsm; do level "$hook"; done
