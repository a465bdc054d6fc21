# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Which files check and fix look at, and where Swift is. Sourced, not run.

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit

# all_files: every file of the project, committed or about to be, each on a line. Fixtures are evidence and stay as they are.
all_files() {
    git -c safe.directory='*' ls-files --cached --others --exclude-standard | sort -u | while IFS= read -r file; do
        [[ $file == Tests/Fixtures/* || ! -f $file || -L $file ]] || printf '%s\n' "$file"
    done
}

swift_files() { all_files | grep '\.swift$' || true; }
c_files() { all_files | grep '\.[ch]$' || true; }

# shell_files: scripts by their first line, whatever they are called.
shell_files() {
    local file first
    all_files | grep -vE '\.(swift|[ch]|json|md|ya?ml|txt)$' | while IFS= read -r file; do
        IFS= read -r first <"$file" 2>/dev/null || true
        if [[ $file == *.sh || $first =~ ^'#!'.*[/\ ](ba|da|)sh( |$) ]]; then printf '%s\n' "$file"; fi
    done
}

# licence FILE: what its header must say. The kernel side may also be used under the kernel's own licence.
licence() {
    if [[ $1 == bpf/* ]]; then echo 'GPL-2.0 OR Apache-2.0'; else echo 'Apache-2.0'; fi
}

# has_licence FILE: the header is at the top, below only what must be first (#!, tools version, shell name).
has_licence() {
    head -n 3 "$1" | grep -qE "^(//|#|/\*) SPDX-License-Identifier: $(licence "$1")( \*/)?$"
}

# find_swift: puts Swift on the path if it is in one of the usual places.
find_swift() {
    local folder
    for folder in /opt/swift*/usr/bin /usr/local/swift*/usr/bin /usr/libexec/swift/bin "$HOME/.local/share/swiftly/bin"; do
        command -v swift >/dev/null 2>&1 && return
        [[ ! -x $folder/swift ]] || PATH="$PATH:$folder"
    done
    command -v swift >/dev/null 2>&1
}
