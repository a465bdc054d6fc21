# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Stages of a long script: what it is doing now, for how long, and what went wrong. Sourced, not run.
#
# On a terminal the current stage shows its time and the last line of its output; anywhere else a stage is two lines.
# The output itself is shown only if the stage fails.

stage_dir="$(mktemp -d)"
stage_job=''

# stage_end STATUS: ends what runs, and says nothing more. For the traps of the script.
stage_end() {
    trap - EXIT INT TERM HUP
    # Its process group, so that compilers and virtual machines go with it.
    [[ -z $stage_job ]] || kill -- "-$stage_job" 2>/dev/null || true
    [[ -z $stage_job ]] || wait "$stage_job" 2>/dev/null || true
    [[ ! -t 1 ]] || printf '\r\e[K'
    rm -rf "$stage_dir"
    exit "$1"
}
trap 'stage_end $?' EXIT
trap 'stage_end 130' INT
trap 'stage_end 143' TERM HUP

# stage_line TEXT: replaces the live line of a terminal, cut to its width.
stage_line() {
    local columns
    [[ -t 1 ]] || return 0
    columns="$(tput cols 2>/dev/null || echo 80)"
    printf '\r\e[K%s' "${1:0:columns-1}"
}

# stage_start COMMAND...: runs it in a process group of its own; its output goes to $stage_dir/log.
stage_start() {
    : >"$stage_dir/log"
    set -m
    "$@" </dev/null >"$stage_dir/log" 2>&1 &
    stage_job=$!
    set +m
}

# stage NAME COMMAND...: one line when it begins, one when it is done, with its time; false if it failed.
stage() {
    local name="$1" started="$SECONDS" status=0 last
    shift
    [[ -t 1 ]] || printf '%-9s ...\n' "$name"
    stage_start "$@"
    while kill -0 "$stage_job" 2>/dev/null; do
        last="$(tail -c 300 "$stage_dir/log" | tr '\r' '\n' | grep -v '^ *$' | tail -n 1 || true)"
        stage_line "$(printf '%-9s %3s s  %s' "$name" "$((SECONDS - started))" "$last")"
        sleep 0.3
    done
    wait "$stage_job" || status=$?
    stage_job=''
    stage_line ''
    if [[ $status -ne 0 ]]; then
        tail -n 100 "$stage_dir/log"
        printf '%-9s failed after %s s; above is the end of what it said\n' "$name" "$((SECONDS - started))"
        return "$status"
    fi
    printf '%-9s done in %s s\n' "$name" "$((SECONDS - started))"
}
