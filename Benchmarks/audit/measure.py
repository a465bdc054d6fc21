# SPDX-License-Identifier: Apache-2.0
"""Times programs on one audit log, in turn, and prints the table: measure.py KEYWARD LOG ROUNDS [JSON-FILE]"""

import json
import os
import shutil
import subprocess
import sys
import time

WORDS = ["certificatesigningrequests", '"token"']
SPELLINGS = WORDS + ["\\u006", "\\u007"]
OUTPUT = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"keyward-bench-{os.getpid()}")
FILTER = (
    'select((.objectRef.resource=="certificatesigningrequests" and (.verb|IN("create","update","patch")))'
    ' or (.objectRef.resource=="serviceaccounts" and .objectRef.subresource=="token" and .verb=="create")) | .auditID'
)
ORJSON = """
import sys, orjson
found = 0
for line in open(sys.argv[1], "rb"):
    event = orjson.loads(line)
    reference = event.get("objectRef") or {}
    resource = reference.get("resource")
    if resource == "certificatesigningrequests":
        found += event.get("verb") in ("create", "update", "patch")
    elif resource == "serviceaccounts" and reference.get("subresource") == "token":
        found += event.get("verb") == "create"
print(found)
"""


def patterns(words):
    return [part for word in words for part in ("-e", word)]


def needles(keyward):
    listed = subprocess.run([keyward, "rules", "needles"], stdout=subprocess.PIPE, check=True, text=True)
    return listed.stdout.split("\n")[:-1]


def programs(keyward, log):
    """Name, command, and whether it is slow enough for a single round."""
    python = os.environ.get("BENCH_PYTHON", sys.executable)
    rows = [
        ("keyward replay", [keyward, "replay", log], False),
        ("cat", ["cat", log], False),
        ("rg -F, 2 words", ["rg", "-F", *patterns(WORDS), log], False),
        ("rg -F, 2 words and 2 escapes", ["rg", "-F", *patterns(SPELLINGS), log], False),
        ("rg -F, the rules' needles", ["rg", "-F", *patterns(needles(keyward)), log], False),
        ("grep -F, 2 words", ["grep", "-F", *patterns(WORDS), log], False),
        ("jq", ["jq", "-r", FILTER, log], True),
    ]
    if subprocess.run([python, "-c", "import orjson"], stderr=subprocess.DEVNULL).returncode == 0:
        rows.append(("python3, orjson", [python, "-c", ORJSON, log], True))
    else:
        print("not measured: python3, orjson (pip install orjson, or name a Python that has it: BENCH_PYTHON)")
    for name, command, _ in rows:
        if not (shutil.which(command[0]) or os.access(command[0], os.X_OK)):
            print(f"not measured: {name} ({command[0]} is not installed)")
    return [row for row in rows if shutil.which(row[1][0]) or os.access(row[1][0], os.X_OK)]


def once(command):
    """CPU seconds, seconds, and KiB at most resident, of one run with its output thrown away."""
    begin = time.monotonic()
    # Not /dev/null: grep sees that and stops at its first match.
    with open(OUTPUT, "w") as output:
        child = subprocess.Popen(
            ["env", "LC_ALL=C", *command], stdout=output, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, time.monotonic() - begin, usage.ru_maxrss


def main():
    keyward, log, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
    size = os.path.getsize(log)
    rows = programs(keyward, log)
    best = {}
    for turn in range(rounds):
        for name, command, is_slow in rows:
            if is_slow and turn > 1:
                continue
            now = once(command)
            old = best.get(name, now)
            best[name] = tuple(min(pair) for pair in zip(now[:2], old[:2])) + (max(now[2], old[2]),)
    base = best["keyward replay"][0]
    print(f"{'':30} {'CPU s':>7} {'MB/s CPU':>9} {'wall s':>7} {'RSS MiB':>8} {'to keyward':>10}")
    for name, (cpu, wall, rss) in best.items():
        print(f"{name:30} {cpu:7.3f} {size / cpu / 1e6:9.0f} {wall:7.3f} {rss / 1024:8.1f} {cpu / base:10.2f}")
    if len(sys.argv) > 4:
        with open(sys.argv[4], "w") as file:
            json.dump({name: dict(zip(("cpu_s", "wall_s", "rss_kib"), row)) for name, row in best.items()}, file, indent=1)
    return judge(best, base)


def judge(best, base):
    """The goals: at least as fast as rg -F that looks for what the rules declare, 50 times jq, 32 MiB."""
    goals = [("RSS at most 32 MiB", best["keyward replay"][2] <= 32 * 1024)]
    if "rg -F, the rules' needles" in best:
        goals.append(("at least as fast as rg -F, for the rules' needles", base <= best["rg -F, the rules' needles"][0]))
    if "jq" in best:
        goals.append(("at least 50 times as fast as jq", base * 50 <= best["jq"][0]))
    for text, holds in goals:
        print(f"{'ok  ' if holds else 'MISS'}    {text}")
    return 0 if all(holds for _, holds in goals) else 1


try:
    sys.exit(main())
finally:
    if os.path.exists(OUTPUT):
        os.remove(OUTPUT)
