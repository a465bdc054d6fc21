// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import SensorRuntime

/// An inventory for people.
enum InventoryText {
    /// Characters of an identity; the JSON form has all.
    private static let identityWidth = 60

    /// An aligned table with a heading, and a last line with counts.
    static func table(_ items: [InventoryItem]) -> String {
        let rows = [["CLASS", "COMPONENT", "PROFILE", "IDENTITY", "LEFT", "PATH"]] + items.map(row)
        let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
            return (cells + [row[5]]).joined(separator: "  ")
        }
        return (lines + [counts(items)]).joined(separator: "\n")
    }

    private static func row(_ item: InventoryItem) -> [String] {
        var notes: [String] = []
        if let depth = item.depth { notes.append(depth == 1 ? "1 level" : "\(depth) levels") }
        if !item.isProtected { notes.append(item.isDirectory ? "not all protected" : "not protected") }
        let path = item.path.text + (notes.isEmpty ? "" : "  (\(notes.joined(separator: ", ")))")
        guard let file = item.credential else {
            return [item.isDirectory ? "directory" : "-", "-", "-", "-", "-", path]
        }
        return [
            file.credentialClass.rawValue, file.component.printable, file.profile.printable, identity(item),
            item.daysLeft.map { $0 < 0 ? "ended" : "\($0) d" } ?? "-", path,
        ]
    }

    /// The first of them, in the width of a column.
    private static func identity(_ item: InventoryItem) -> String {
        guard let first = item.identities.first else { return "-" }
        let name = CredentialName.of(first.credential)
        let rest = item.identities.count - 1
        let more = rest > 0 ? " +\(rest)" : ""
        return (name.count > identityWidth ? name.prefix(identityWidth - 1) + "…" : name) + more
    }

    private static func counts(_ items: [InventoryItem]) -> String {
        let files = items.filter { $0.isProtected && !$0.isDirectory }
        let classes = CredentialClass.allCases.compactMap { kind in
            let count = files.count { $0.credential?.credentialClass == kind }
            return count == 0 ? nil : "\(count) \(kind.rawValue)"
        }
        let directories = items.count { $0.isProtected && $0.isDirectory }
        var parts = [
            "files protected: \(files.count)" + (classes.isEmpty ? "" : " (\(classes.joined(separator: ", ")))")
        ]
        if directories > 0 { parts.append("directories watched: \(directories)") }
        parts.append("not protected: \(items.count { !$0.isProtected })")
        return parts.joined(separator: "; ")
    }
}
