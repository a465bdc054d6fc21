# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# What the other commands say on a real kernel, and what `run` says where it cannot. CommandTests.swift has the answers.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh

without_capabilities() { setpriv --bounding-set=-all --inh-caps=-all "$@"; }

run_command doctor keyward doctor
run_command trigger keyward trigger -o json
run_command doctor_without_capabilities without_capabilities keyward doctor
run_command run_without_capabilities without_capabilities keyward run

lay_out_pki
start_sensor
run_command second_instance keyward run
stop_sensor

mount -t tmpfs none /sys/kernel/btf
run_command run_without_btf keyward run
umount /sys/kernel/btf

rm -rf /etc/kubernetes /var/lib/kubelet /var/lib/etcd
start_sensor
stop_sensor
run_command nothing_to_protect cat /tmp/log

# As in a container: the host's root is elsewhere, and alerts name the host's paths.
lay_out_pki
mkdir -p /host
mount --bind / /host
start_sensor --root /host
cat "$pki/ca.key" >/dev/null
stop_sensor
umount /host
run_command other_root cat /tmp/alerts

# The same events live, replayed, and replayed again.
lay_out_pki
start_sensor --capture /tmp/capture
cp "$pki/ca.key" /srv/stolen
mv "$pki/sa.key" /srv/sa.key
cat /srv/sa.key "$pki/ca.crt" >/dev/null
stop_sensor
cp /tmp/alerts /tmp/live
run_command live cat /tmp/live
run_command replay keyward replay /tmp/capture
cp /tmp/command.out /tmp/replayed
run_command replay_again keyward replay /tmp/capture
run_command replay_equals_live cmp /tmp/live /tmp/replayed

# The audit log beside the rings, rotated on the way.
audit_record() {
    printf '%s' '{"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Request","auditID":"'"$1"'",' \
        '"stage":"ResponseComplete","verb":"create",' \
        '"requestURI":"/apis/certificates.k8s.io/v1/certificatesigningrequests","user":{"username":"alice"},' \
        '"objectRef":{"resource":"certificatesigningrequests","name":"a","apiGroup":"certificates.k8s.io"},' \
        '"requestObject":{"spec":{"signerName":"kubernetes.io/kube-apiserver-client","usages":["client auth"]}},' \
        '"responseStatus":{"code":201},"requestReceivedTimestamp":"2026-11-20T14:03:22.112345Z"}'
    echo
}
lay_out_pki
audit_record before >/tmp/audit.log
start_sensor --audit-log /tmp/audit.log --capture /tmp/both
cat "$pki/ca.key" >/dev/null
audit_record one >>/tmp/audit.log
mv /tmp/audit.log /tmp/audit-1.log
audit_record two >/tmp/audit.log
stop_sensor
cp /tmp/alerts /tmp/live
run_command audit_beside cat /tmp/live
run_command audit_beside_log cat /tmp/log
run_command audit_beside_replay keyward replay /tmp/both
