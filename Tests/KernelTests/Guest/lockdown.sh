# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh
# A kernel that lets nobody read its memory.
# shellcheck source=lib.sh
. /opt/keyward-tests/lib.sh

run_command run keyward run
