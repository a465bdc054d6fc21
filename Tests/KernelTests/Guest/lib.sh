# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# What every guest script of the kernel tests uses: a PKI as kubeadm lays it out, a sensor, and a report on standard
# output that GuestReport.swift reads. Each case starts a sensor of its own, so that no case sees another's.

pki=/etc/kubernetes/pki
kubelet_pki=/var/lib/kubelet/pki
sensor_pid=

lay_out_pki() {
    rm -rf /etc/kubernetes /var/lib/kubelet /var/lib/etcd /srv/* /tmp/alerts /tmp/log
    mkdir -p "$pki/etcd" "$kubelet_pki"
    for name in ca sa apiserver apiserver-kubelet-client front-proxy-ca front-proxy-client etcd/ca etcd/server; do
        echo "key of $name" >"$pki/$name.key"
        echo "certificate of $name" >"$pki/$name.crt"
    done
    for name in admin kubelet controller-manager scheduler; do
        echo "kubeconfig of $name" >"/etc/kubernetes/$name.conf"
    done
    echo "client pair" >"$kubelet_pki/kubelet-client-2026-11-20-10-00-00.pem"
    ln -s kubelet-client-2026-11-20-10-00-00.pem "$kubelet_pki/kubelet-client-current.pem"
}

# Starts the sensor and returns when it is armed or has ended. Its log comes through a pipe, so that waiting for it costs
# the one processor of the guest nothing.
# shellcheck disable=SC2120 # some callers give options
start_sensor() {
    rm -f /tmp/log.pipe
    mkfifo /tmp/log.pipe
    : >/tmp/log
    keyward run --min-severity info "$@" >/tmp/alerts 2>/tmp/log.pipe &
    sensor_pid=$!
    exec 3</tmp/log.pipe
    while read -r line <&3; do
        echo "$line" >>/tmp/log
        case "$line" in 'keyward: armed'*) break ;; esac
    done
    cat <&3 >>/tmp/log &
    log_pid=$!
    exec 3<&-
}

# SIGTERM drains the rings, so whatever happened before it is in the alerts after it.
stop_sensor() {
    kill -TERM "$sensor_pid" 2>/dev/null
    wait "$sensor_pid"
    sensor_status=$?
    wait "$log_pid"
    return "$sensor_status"
}

# read_until_seen FILE: reads it until an alert says so, for a file that the sensor has to find first.
read_until_seen() {
    tries=0
    until grep -q KW-1001 /tmp/alerts || [ "$tries" -ge 100 ]; do
        cat "$1"
        tries=$((tries + 1))
        sleep 0.05
    done
}

# run_case NAME [OPTION...]: a fresh PKI, a sensor with these options, the function case_NAME, and a report.
run_case() {
    echo "@case $1"
    running="$1"
    shift
    lay_out_pki
    if command -v "before_$running" >/dev/null; then "before_$running"; fi
    start_sensor "$@"
    "case_$running" >/tmp/out 2>&1
    sed 's/^/@out /' /tmp/out
    stop_sensor
    status=$?
    if command -v "after_$running" >/dev/null; then "after_$running" >/dev/null 2>&1; fi
    sed 's/^/@alert /' /tmp/alerts
    sed 's/^/@log /' /tmp/log
    echo "@end $status"
}

# run_command NAME COMMAND...: a case without a sensor of its own: what the command prints, and its status.
run_command() {
    echo "@case $1"
    shift
    "$@" >/tmp/command.out 2>/tmp/command.log
    status=$?
    sed 's/^/@out /' /tmp/command.out
    sed 's/^/@log /' /tmp/command.log
    echo "@end $status"
}
