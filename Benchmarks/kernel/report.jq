# SPDX-License-Identifier: Apache-2.0
# What guest.sh said about one kernel (lines, read with -n -R; $name is the kernel's) as an object; fails if a part is missing.
# Budgets are those of Linux 6.1, in added instructions; other kernels show what they cost and are not judged.
def budgets: {open_depth_6: 800, open_other_superblock: 250, open_not_regular: 170};

[inputs | select(startswith("@")) | split(" ")] as $lines
| def said($key): first($lines[] | select(.[0] == "@" + $key)) // error("no @" + $key) | .[1:];
  def field($key; $field): first($lines[] | select(.[0] == "@" + $key and .[1] == $field) | .[2] | tonumber)
      // error("no @" + $key + " " + $field);
  (reduce ($lines[] | select(.[0] == "@measure")) as $line ({}; .[$line[1]][$line[2]] = ($line[3] | tonumber))) as $settings
| said("kernel")[0] as $release
| ($release | startswith("6.1.")) as $judged
| {
    name: $name,
    release: $release,
    keyward: (said("keyward") | join(" ")),
    armed_milliseconds: (said("armed")[0] | tonumber),
    resident_kib: field("memory"; "VmRSS"),
    resident_anonymous_kib: field("memory"; "RssAnon"),
    resident_peak_kib: field("memory"; "VmHWM"),
    hits: field("totals"; "seen"),
    hits_lost: field("totals"; "lost"),
    operations: [
        "open_depth_6", "open_depth_1", "open_depth_12", "open_other_superblock", "open_not_regular",
        "rename", "link_unlink", "fork_exit", "fork_exec_exit", "open_matched_stopped", "open_matched", "open_repeated_stopped", "open_repeated"
        | . as $operation
        | rtrimstr("_stopped") as $plain
        | ([$settings.without[$plain], $settings.again[$plain]] | if all then min else error("no " + $plain) end) as $without
        | def added($setting; $operation): $settings[$setting][$operation] | if . then . - $without else null end;
          {
            operation: $operation,
            without: $without,
            # How far two measurements of the same thing are apart: no difference below this means anything.
            noise: ($settings.without[$plain] - $settings.again[$plain] | fabs),
            keyward: (added("keyward"; $operation) // error("no " + $operation)),
            watch: added("watch"; $plain),
            empty: added("empty"; $plain),
            prefix: added("prefix"; $plain),
            budget: (if $judged then budgets[$operation] else null end)
          }
        | .within_budget = (if .budget then .keyward <= .budget else null end)
    ],
    consumer_per_hit: ($settings.keyward.consumer_of_matched // error("no consumer_of_matched"))
  }
# With a full ring an open costs less: nothing is written.
| if .hits_lost > 0 then error("\(.hits_lost) hits were lost; the matched opens measure nothing") else . end
