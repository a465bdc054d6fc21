# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# In the guest: the same loops without a sensor, with Keyward, without again, and with three small
# programs to compare with.
# "@..." lines on standard output are for report.jq.
set -eu
bench=/opt/bench
# shellcheck source=../../Tests/KernelTests/Guest/lib.sh
. "$bench/lib.sh"

# Waiting costs no instructions. A kernel's late boot work (about 20 s on 6.12) and a sensor's own are then over.
settle() { sleep 20; }

# loops SETTING: every operation, while no sensor runs.
loops() {
    for group in opens others matched; do "$bench/operations" "$1" "$group"; done
}

# compare SETTING COMMAND...: while the command runs instead of a sensor.
compare() {
    setting="$1"
    shift
    : >/tmp/compared
    "$@" >/tmp/compared &
    compared=$!
    until grep -q ready /tmp/compared; do
        kill -0 "$compared"
        sleep 0.1
    done
    settle
    loops "$setting"
    kill "$compared"
    wait "$compared"
    settle
}

# How long from exec to the line that says so: the reader is waiting when the line comes.
start_timed() {
    mkfifo /tmp/says
    keyward run >/tmp/alerts 2>/tmp/says &
    sensor_pid=$!
    started="$(date +%s%N)"
    exec 4</tmp/says
    while IFS= read -r line <&4; do
        echo "$line" >>/tmp/log
        case "$line" in
            'keyward: armed '*)
                echo "@armed $((($(date +%s%N) - started) / 1000000))"
                cat <&4 >>/tmp/log &
                # shellcheck disable=SC2034 # stop_sensor waits for it
                log_pid=$!
                return ;;
        esac
    done
    echo 'the sensor did not arm:' >&2
    cat /tmp/log >&2
    exit 1
}

# Where the regions of a process begin decides how many page tables a fork copies: thousands of instructions.
echo 0 >/proc/sys/kernel/randomize_va_space
lay_out_pki
"$bench/operations" prepare
echo "@kernel $(uname -r)"
echo "@keyward $(keyward --version)"
settle
loops without

# The start and the memory are those of a node with a control plane's files, not with the thousands of the loops.
mv "$pki/bench" /srv/bench
start_timed
settle
sed -n 's/^\(VmRSS\|VmHWM\|RssAnon\):[[:space:]]*\([0-9]*\) kB$/@memory \1 \2/p' "/proc/$sensor_pid/status"
mv /srv/bench "$pki/bench"
settle
for group in opens others; do "$bench/operations" keyward "$group"; done
"$bench/operations" keyward consumer "$sensor_pid"
stop_sensor
wait
grep '^keyward: totals' /tmp/log | tr ' ' '\n' | sed -n 's/^\(seen\|lost\)=/@totals \1 /p'
settle

loops again
compare watch "$bench/watch" "$pki"
compare empty "$bench/loader" "$bench/empty.bpf.o"
compare prefix "$bench/loader" "$bench/prefix.bpf.o"
