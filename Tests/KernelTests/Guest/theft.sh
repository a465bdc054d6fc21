# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Credentials taken from the node and used elsewhere, with a sensor that has both halves. TheftTests.swift has the answers.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh
scene=/opt/keyward-tests/scene

lay_out_scene() {
    lay_out_pki
    cp "$scene/pki/ca.key" "$scene/pki/ca.crt" "$pki/"
    cp "$scene/admin.conf" "$scene/scheduler.conf" /etc/kubernetes/
    cp "$scene/node.pem" "$kubelet_pki/kubelet-client-2026-11-20-10-00-00.pem"
    : >/srv/audit.log
}

# The API server writes what is done now.
write_audit() { sed "s/@TIME@/$(date -u +%Y-%m-%dT%H:%M:%S.000000Z)/g" "$1" >>/srv/audit.log; }

# wait_for TEXT: until an alert holds it.
wait_for() {
    tries=0
    until grep -q "$1" /tmp/alerts || [ "$tries" -ge 200 ]; do
        tries=$((tries + 1))
        sleep 0.05
    done
}

lay_out_scene
start_sensor --audit-log /srv/audit.log --capture /tmp/theft.capture --home 10.0.0.5 --audit-complete
cat "$kubelet_pki/kubelet-client-current.pem" /etc/kubernetes/scheduler.conf "$pki/ca.key" >/srv/loot
# Its kubelet renews its certificate meanwhile.
cp /usr/bin/cp /usr/bin/kubelet
kubelet "$scene/renewed.pem" "$kubelet_pki/kubelet-client-2026-11-21-10-00-00.pem"
ln -sf kubelet-client-2026-11-21-10-00-00.pem "$kubelet_pki/kubelet-client-current.pem"
sleep 2
write_audit "$scene/log/theft.jsonl"
wait_for KW-3005
stop_sensor
cp /tmp/alerts /tmp/theft.alerts
run_command theft cat /tmp/theft.alerts
run_command theft_log cat /tmp/log
run_command theft_incidents keyward replay --incidents --home 10.0.0.5 --audit-complete /tmp/theft.capture
sort -R /srv/audit.log >/srv/shuffled.log
run_command theft_shuffled keyward replay --incidents --home 10.0.0.5 --audit-complete /srv/shuffled.log /tmp/theft.capture
run_command theft_inventory keyward inventory -o json
grep -c 'PRIVATE KEY' /tmp/theft.capture /tmp/theft.alerts /tmp/log /var/lib/keyward/ledger.0 >/tmp/secrets 2>&1
grep -c "c2lnbmF0dXJlLW9mLXRoZS10b2tlbg" /tmp/theft.capture /tmp/theft.alerts /tmp/log /var/lib/keyward/ledger.0 >>/tmp/secrets 2>&1
run_command theft_secrets cat /tmp/secrets

# Without a theft all of that is nobody's business.
rm -rf /var/lib/keyward /tmp/benign.capture
lay_out_scene
start_sensor --audit-log /srv/audit.log --capture /tmp/benign.capture --home 10.0.0.5 --audit-complete
write_audit "$scene/log/benign.jsonl"
sleep 1
stop_sensor
run_command benign cat /tmp/alerts
run_command benign_incidents keyward replay --incidents --home 10.0.0.5 --audit-complete /tmp/benign.capture
