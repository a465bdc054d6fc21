// SPDX-License-Identifier: Apache-2.0

import Detection

/// A path profile for people.
enum ProfileText {
    static func describe(_ profile: PathProfile) -> String {
        var lines = [
            "\(profile.name): \(profile.description)",
            profile.hasCredentialFiles
                ? "watched below: \(profile.trees.joined(separator: ", "))"
                : "watched: the block devices under the files of the other profiles", "", "Files",
        ]
        for file in profile.files {
            lines.append("  \(file.credentialClass.rawValue) of \(file.component)")
            lines += file.paths.map { "    \($0)" }
            lines.append("    may open: \(file.allow.isEmpty ? "nobody" : file.allow.joined(separator: ", "))")
        }
        lines += ["", "Openers"]
        for opener in profile.openers {
            lines.append("  \(opener.name) (\(opener.access.names.joined(separator: ", "))): \(opener.reason)")
            lines += opener.exe.map { "    exe \($0)" }
            if !opener.unit.isEmpty { lines.append("    in the unit \(opener.unit.joined(separator: " or "))") }
            if let pod = opener.staticPod { lines.append("    only in the static pod \(pod)") }
        }
        return lines.joined(separator: "\n")
    }
}
