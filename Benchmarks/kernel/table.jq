# SPDX-License-Identifier: Apache-2.0
# The report as text: a table that Markdown understands, and what is not judged below it.
def title: {
    open_depth_6: "open+close, depth 6",
    open_depth_1: "open+close, depth 1",
    open_depth_12: "open+close, depth 12",
    open_other_superblock: "open+close, other superblock",
    open_not_regular: "open+close, /dev/null",
    rename: "rename",
    link_unlink: "link+unlink",
    fork_exit: "fork+exit",
    fork_exec_exit: "fork+exec+exit",
    open_matched_stopped: "open+close, match, consumer stopped",
    open_matched: "open+close, match, consumer running",
    open_repeated_stopped: "open+close, repeat, consumer stopped",
    open_repeated: "open+close, repeat, consumer running"
}[.];
def left($width): . + " " * ([$width - length, 0] | max);
def right($width): tostring | " " * ([$width - length, 0] | max) + .;
def added: if . == null then "" elif . < 0 then tostring else "+\(.)" end;
def row: . as $cells | [6, 36, 7, 5, 7, 8, 6, 6, 6] as $widths
    | [range(length) | . as $i | $cells[$i] | if $i < 2 then left($widths[$i]) else right($widths[$i]) end]
    | "| " + join(" | ") + " |";

(["kernel", "operation", "without", "noise", "Keyward", "budget", "watch", "empty", "prefix"] | row),
"|---|---|--:|--:|--:|--:|--:|--:|--:|",
(.kernels[] | (.release | split(".")[:2] | join(".") | split("-")[0]) as $release | .operations[]
 | [$release, (.operation | title), .without, .noise, (.keyward | added),
    (if .budget then (if .within_budget then "\(.budget) ok" else "\(.budget) OVER" end) else "" end),
    (.watch | added), (.empty | added), (.prefix | added)] | row),
"",
(.kernels[] | "\(.release), \(.keyward): armed after \(.armed_milliseconds) ms of guest time; idle VmRSS \(.resident_kib) KiB (\(.resident_anonymous_kib) anonymous), VmHWM \(.resident_peak_kib) KiB; the consumer takes \(.consumer_per_hit) instructions a hit.")
