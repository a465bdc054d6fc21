# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Ways to a protected file, each with a sensor of its own. AccessTests.swift says what each must give.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh
triggers=/opt/keyward-tests/triggers

case_plain() { cat "$pki/ca.key"; }
case_relative() { (cd "$pki" && cat ca.key); }
case_symlink() {
    ln -s "$pki/ca.key" /srv/link
    cat /srv/link
}
case_proc_root() { cat "/proc/1/root$pki/ca.key"; }
case_hard_link() {
    ln "$pki/ca.key" /srv/other-name
    cat /srv/other-name
}
before_linked_into_place() {
    rm "$pki/ca.crt"
    echo planted >/srv/planted
}
case_linked_into_place() { ln /srv/planted "$pki/ca.crt"; }
case_removed() { rm "$pki/sa.key"; }
case_file_renamed() {
    mv "$pki/ca.key" /srv/moved.key
    cat /srv/moved.key
}
case_directory_renamed() {
    mv "$pki" /srv/moved-pki
    cat /srv/moved-pki/ca.key
}
case_parent_renamed() {
    mv /etc/kubernetes /srv/moved-kubernetes
    cat /srv/moved-kubernetes/pki/etcd/ca.key
}
case_bind_mount() {
    mkdir /srv/bound
    mount --bind "$pki" /srv/bound
    cat /srv/bound/ca.key
}
after_bind_mount() { umount /srv/bound; }
case_bind_mounted_file() {
    touch /srv/bound.key
    mount --bind "$pki/ca.key" /srv/bound.key
    cat /srv/bound.key
}
after_bind_mounted_file() { umount /srv/bound.key; }
before_chroot() { cp "$triggers/reader" /etc/reader; }
case_chroot() { chroot /etc /reader /kubernetes/pki/ca.key; }
after_chroot() { rm /etc/reader; }
case_recreated() {
    rm "$pki/ca.key"
    echo "another key" >/srv/new
    cp /srv/new "$pki/ca.key"
    cat "$pki/ca.key"
}
case_exchanged() {
    echo "planted" >/srv/planted
    "$triggers/exchange" "$pki/ca.key" /srv/planted
    cat /srv/planted
}
case_planted() {
    echo "planted" >/srv/planted
    mv /srv/planted "$pki/ca.crt"
}
case_written() { echo more >>"$pki/ca.crt"; }
case_read_and_written() { "$triggers/reader" --update "$pki/sa.key"; }
case_public() { cat "$pki/ca.crt"; }
case_outside() {
    echo nothing >/etc/kubernetes/manifests.yaml
    cat /etc/kubernetes/manifests.yaml /etc/passwd
}

before_kubelet() { cp /usr/bin/cat /usr/bin/kubelet; }
case_kubelet() { /usr/bin/kubelet "$kubelet_pki/kubelet-client-current.pem"; }
before_kubelet_elsewhere() { cp /usr/bin/cat /usr/bin/kubelet; }
case_kubelet_elsewhere() { /usr/bin/kubelet "$pki/ca.key"; }
before_named_kubelet() { cp /usr/bin/cat /usr/bin/kubelet; }
case_named_kubelet() {
    cp /usr/bin/cat /srv/kubelet
    /srv/kubelet "$kubelet_pki/kubelet-client-current.pem"
}
before_argv_kubelet() { cp /usr/bin/cat /usr/bin/kubelet; }
case_argv_kubelet() { bash -c "exec -a /usr/bin/kubelet cat $kubelet_pki/kubelet-client-current.pem"; }
before_chrooted_kubelet() {
    cp "$triggers/reader" /usr/bin/kubelet
    mkdir -p /srv/jail/usr/bin /srv/jail/keys
    cp "$triggers/reader" /srv/jail/usr/bin/kubelet
}
case_chrooted_kubelet() {
    mount --bind "$kubelet_pki" /srv/jail/keys
    chroot /srv/jail /usr/bin/kubelet /keys/kubelet-client-current.pem
}
after_chrooted_kubelet() { umount /srv/jail/keys; }
before_mounted_kubelet() { cp "$triggers/reader" /usr/bin/kubelet; }
case_mounted_kubelet() {
    cp "$triggers/reader" /srv/impostor
    unshare -m sh -c "mount --bind /srv/impostor /usr/bin/kubelet &&
        /usr/bin/kubelet $kubelet_pki/kubelet-client-current.pem"
}

# The first reads may come before the sensor has seen the new folder; it must see it without being told.
before_made_later() { rm -rf /etc/kubernetes; }
case_made_later() {
    mkdir -p "$pki"
    echo "late key" >"$pki/ca.key"
    read_until_seen "$pki/ca.key"
}

# in_cgroup PATH COMMAND...: runs the command as a short-lived process of that cgroup.
in_cgroup() {
    mkdir -p "/sys/fs/cgroup/$1"
    # The new shell moves itself and becomes the command.
    # shellcheck disable=SC2016
    sh -c 'echo $$ >"/sys/fs/cgroup/$1/cgroup.procs" && shift && exec "$@"' sh "$@"
}
container=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
pods=kubepods.slice/kubepods-burstable.slice
case_in_unit() { in_cgroup system.slice/backup.service cat "$pki/ca.key"; }
before_in_pod() { mkdir -p /var/log/pods/shop_web-0_11111111-2222-3333-4444-555555555555; }
case_in_pod() {
    in_cgroup "$pods/kubepods-burstable-pod11111111_2222_3333_4444_555555555555.slice/cri-containerd-$container.scope" \
        cat "$pki/ca.key"
}
before_static_pod() {
    mkdir -p /usr/local/bin
    cp "$triggers/reader" /usr/local/bin/kube-apiserver
    mkdir -p /var/log/pods/kube-system_kube-apiserver-node_0123456789abcdef0123456789abcdef
}
case_static_pod() {
    in_cgroup "$pods/kubepods-burstable-pod0123456789abcdef0123456789abcdef.slice/cri-containerd-$container.scope" \
        unshare -m /usr/local/bin/kube-apiserver "$pki/apiserver.key"
}
before_named_as_static_pod() {
    mkdir -p /usr/local/bin
    cp "$triggers/reader" /usr/local/bin/kube-apiserver
    mkdir -p /var/log/pods/kube-system_kube-apiserver-node_11111111-2222-3333-4444-666666666666
}
case_named_as_static_pod() {
    in_cgroup "$pods/kubepods-burstable-pod11111111_2222_3333_4444_666666666666.slice/cri-containerd-$container.scope" \
        unshare -m /usr/local/bin/kube-apiserver "$pki/apiserver.key"
}

case_burst() { "$triggers/burst" 200 /usr/bin/cat "$pki/ca.key"; }

for name in plain relative symlink proc_root hard_link linked_into_place removed file_renamed directory_renamed parent_renamed bind_mount \
    bind_mounted_file chroot recreated exchanged planted written read_and_written public outside kubelet \
    kubelet_elsewhere named_kubelet argv_kubelet chrooted_kubelet mounted_kubelet in_unit in_pod static_pod \
    named_as_static_pod made_later burst; do
    run_case "$name"
done
