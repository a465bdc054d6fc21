# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# Thefts in a flood of opens, as often as /opt/keyward-tests/flood_runs says (once if there is none), each time with a
# sensor of its own. FloodTests.swift says what must come of it.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh
triggers=/opt/keyward-tests/triggers

# One process opens what nothing protects and what everybody may look at; two hundred others take the key meanwhile.
before_flood() {
    echo plain >/srv/plain
    mkfifo /srv/flooding
}
case_flood() {
    "$triggers/flood" /srv/plain 200000 "$pki/ca.crt" 50000 >/srv/flooding &
    flood=$!
    cat /srv/flooding
    "$triggers/burst" 200 /usr/bin/cat "$pki/ca.key"
    wait "$flood" || echo "the flood ended with $?"
}

runs=1
[ ! -f /opt/keyward-tests/flood_runs ] || read -r runs </opt/keyward-tests/flood_runs
run=1
while [ "$run" -le "$runs" ]; do
    # A name of its own for each run's report.
    eval "before_flood_$run() { before_flood; }"
    eval "case_flood_$run() { case_flood; }"
    run_case "flood_$run"
    run=$((run + 1))
done
