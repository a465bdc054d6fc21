// SPDX-License-Identifier: Apache-2.0

package import Detection
import SensorEvents

/// Reads an allow entry: an opener of a profile, or an entry of the configuration.
package struct AllowEntryReader: Sendable {
    /// The keys that say who, what and why, in the order in which they are told.
    package static let keys = [
        "exe", "static_pod", "parent_exe", "unit", "image", "namespace", "pod", "uid", "loginuid", "access", "reason",
        "expires",
    ]

    private let reader: YAMLReader

    package init(_ reader: YAMLReader) {
        self.reader = reader
    }

    /// - Parameter node: the mapping itself, for its place.
    /// - Parameter values: its values by key.
    /// - Throws: `ConfigurationError`.
    package func entry(
        name: String, _ node: YAMLNode, _ values: [String: YAMLNode], files: FileSelection = FileSelection()
    ) throws(ConfigurationError) -> AllowEntry {
        let access = try reader.required("access", in: values, of: node)
        let reason = try reader.required("reason", in: values, of: node)
        var entry = AllowEntry(
            name: name, access: try modes(access), files: files, reason: try reader.string(reason))
        if let exe = values["exe"] { entry.exe = try paths(exe) }
        if let parent = values["parent_exe"] { entry.parentExe = try paths(parent) }
        if let unit = values["unit"] { entry.unit = try names(unit) }
        if let image = values["image"] { entry.image = try names(image) }
        if let namespace = values["namespace"] { entry.namespace = try names(namespace) }
        if let pod = values["pod"] { entry.pod = try names(pod) }
        if let manifest = values["static_pod"] { entry.staticPod = try reader.string(manifest) }
        if let uid = values["uid"] { entry.uid = try reader.numbers(uid) }
        if let login = values["loginuid"] { entry.loginUID = try reader.numbers(login) }
        if let expires = values["expires"] { entry.expires = try time(expires) }
        guard entry.namesOpener else {
            throw reader.text.error("'\(name)' does not say who; it would allow everybody", at: node.mark)
        }
        return entry
    }

    /// Globs over paths, checked.
    package func paths(_ node: YAMLNode) throws(ConfigurationError) -> [String] {
        try globs(node) { source throws(PatternProblem) in _ = try Glob(path: source) }
    }

    private func names(_ node: YAMLNode) throws(ConfigurationError) -> [String] {
        try globs(node) { source throws(PatternProblem) in _ = try Glob(name: source) }
    }

    private func globs(
        _ node: YAMLNode, check: (String) throws(PatternProblem) -> Void
    ) throws(ConfigurationError) -> [String] {
        var sources: [String] = []
        for element in try reader.list(node) {
            let source = try reader.string(element)
            do {
                try check(source)
            } catch {
                throw reader.text.error("\(error)", at: element.mark)
            }
            sources.append(source)
        }
        return sources
    }

    private func modes(_ node: YAMLNode) throws(ConfigurationError) -> AccessModes {
        var modes: AccessModes = []
        let names = AccessModes.names.map(\.name)
        for element in try reader.list(node) {
            let name = try reader.choice(element, of: names, what: "access")
            if let mode = AccessModes(name: name) { modes.insert(mode) }
        }
        return modes
    }

    private func time(_ node: YAMLNode) throws(ConfigurationError) -> WallTime {
        let value = try reader.string(node)
        guard let time = WallTime(rfc3339: value) ?? WallTime(rfc3339: value + "T00:00:00Z") else {
            throw reader.text.error("expected a date (2027-01-31) or an RFC 3339 time", at: node.mark)
        }
        return time
    }
}
