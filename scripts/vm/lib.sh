# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# What the scripts in this folder share: messages, the cache, its lock, and the libraries a program links. Sourced, not run.

vm_dir="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
repo_dir="$(cd "$vm_dir/../.." && pwd)"
export vm_dir repo_dir

say() { printf '%s: %s\n' "${vm_name:-vm}" "$*" >&2; }
# note: for a person who waits; a program that reads our standard error gets the guest's and nothing else.
note() { [[ ! -t 2 ]] || say "$@"; }
die() { say "$@"; exit "${vm_failure:-1}"; }

# vm_cache: the folder that outlives a run. It is outside the checkout, so that cleaning the one keeps the other.
vm_cache() {
    local dir="${KEYWARD_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/keyward}/vm"
    mkdir -p "$dir"
    printf '%s\n' "$dir"
}

# with_lock NAME COMMAND...: one builder at a time; the lock goes with the process that holds it.
with_lock() {
    local name="$1" fd
    shift
    exec {fd}>"$(vm_cache)/$name.lock"
    flock "$fd"
    "$@"
    exec {fd}>&-
}

# need PROGRAM...: a plain sentence instead of "command not found" in the middle of a build.
need() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null 2>&1 || die "$program is missing; scripts/setup installs it"
    done
}

# as_root COMMAND...: root as far as files are concerned, so that an ordinary user builds an image whose files root owns.
as_root() {
    if [[ $EUID -eq 0 ]]; then "$@"; else unshare --map-root-user -- "$@"; fi
}

# elf_files PATH...: the ELF files among PATH and below.
elf_files() {
    find "$@" -type f -size +63c -print0 | LC_ALL=C xargs -0 -r grep -lU $'^\x7fELF' || true
}

# libraries FILE...: every shared library that the ELF files link, the loader too, each once. One that is missing here is
# left for the guest's loader to name.
libraries() {
    # ldd says "not a dynamic executable" and fails for a static program: that is fine here.
    { ldd "$@" 2>/dev/null || true; } |
        awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// && $2 ~ /^\(0x/ { print $1 }' | sort -u
}

# prune_cache: forgets what no run has used for two weeks (runs touch what they use), and what a killed run left behind.
prune_cache() {
    find "$(vm_cache)" -mindepth 1 -maxdepth 1 -type d \( -name 'kernel-*' -o -name 'userland-*' \) -mtime +14 \
        -exec rm -rf {} + 2>/dev/null || true
    find "$(vm_cache)" -mindepth 1 -maxdepth 1 -type d \( -name 'build.*' -o -name 'run.*' \) -mtime +1 \
        -exec rm -rf {} + 2>/dev/null || true
}

# copy_libraries TREE FILE...: puts the libraries that the ELF files link where they are on this machine, below TREE.
copy_libraries() {
    local tree="$1" library folder unusual=''
    shift
    while read -r library; do
        # The folder without symbolic links (/lib is usr/lib), the name that programs ask for, the content behind it.
        folder="$(realpath "$(dirname "$library")")"
        if [[ ! -e $tree$folder/${library##*/} ]]; then
            mkdir -p "$tree$folder"
            cp -pL "$library" "$tree$folder/${library##*/}"
        fi
        # A program that finds its libraries relative to itself has moved; the loader's cache leads it to them.
        case "$folder" in
            /usr/lib | /usr/lib64 | /usr/lib/*-linux-gnu) ;;
            *) unusual+="$folder"$'\n' ;;
        esac
    done < <(libraries "$@")
    [[ -n $unusual ]] || return 0
    sort -u <<<"${unusual%$'\n'}" >"$tree/etc/ld.so.conf"
    as_root ldconfig -X -r "$tree"
}
