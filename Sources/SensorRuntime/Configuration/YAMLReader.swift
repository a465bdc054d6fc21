// SPDX-License-Identifier: Apache-2.0

/// Takes typed values out of a YAML tree; every complaint says where.
package struct YAMLReader: Sendable {
    package let text: ConfigurationText

    package init(_ text: ConfigurationText) {
        self.text = text
    }

    /// The values of a mapping by key.
    /// - Throws: `ConfigurationError` for a key that is not in `keys`, with the nearest that is.
    package func mapping(
        _ node: YAMLNode, keys: [String]
    ) throws(ConfigurationError) -> [String: YAMLNode] {
        var values: [String: YAMLNode] = [:]
        for (key, value) in try pairs(node) {
            guard keys.contains(key.name) else {
                var message = "unknown key '\(ConfigurationText.printable(key.name))'"
                if let nearest = EditDistance.nearest(to: key.name, among: keys) {
                    message += "; did you mean '\(nearest)'?"
                } else {
                    message += "; known are \(keys.joined(separator: ", "))"
                }
                throw text.error(message, at: key.mark)
            }
            values[key.name] = value
        }
        return values
    }

    /// The value of a key that must be there.
    package func required(
        _ key: String, in values: [String: YAMLNode], of node: YAMLNode
    ) throws(ConfigurationError) -> YAMLNode {
        guard let value = values[key] else { throw text.error("key '\(key)' is missing", at: node.mark) }
        return value
    }

    /// The pairs of a mapping whose keys are free, but for unprintable ones.
    package func pairs(_ node: YAMLNode) throws(ConfigurationError) -> [(key: YAMLKey, value: YAMLNode)] {
        guard case .mapping(let pairs) = node.content else {
            throw text.error("expected a mapping (key: value), found \(node.kind)", at: node.mark)
        }
        for (key, _) in pairs {
            _ = try string(YAMLNode(content: .scalar(key.name, isPlain: false), mark: key.mark))
        }
        return pairs
    }

    package func list(_ node: YAMLNode) throws(ConfigurationError) -> [YAMLNode] {
        guard case .sequence(let elements) = node.content else {
            throw text.error("expected a list, found \(node.kind)", at: node.mark)
        }
        guard !elements.isEmpty else { throw text.error("the list is empty", at: node.mark) }
        return elements
    }

    /// Text that is not empty and holds nothing unprintable.
    package func string(_ node: YAMLNode) throws(ConfigurationError) -> String {
        guard case .scalar(let value, _) = node.content, !value.isEmpty else {
            throw text.error("expected text, found \(node.kind)", at: node.mark)
        }
        guard ConfigurationText.printable(value).utf8.elementsEqual(value.utf8) else {
            throw text.error("the text holds control or invisible characters", at: node.mark)
        }
        return value
    }

    package func strings(_ node: YAMLNode) throws(ConfigurationError) -> [String] {
        var values: [String] = []
        for element in try list(node) { values.append(try string(element)) }
        return values
    }

    /// A decimal number without sign or fraction.
    package func number(_ node: YAMLNode) throws(ConfigurationError) -> UInt32 {
        guard case .scalar(let digits, isPlain: true) = node.content, let value = UInt32(digits),
            String(value) == digits
        else {
            throw text.error("expected a whole number from 0 to \(UInt32.max)", at: node.mark)
        }
        return value
    }

    package func numbers(_ node: YAMLNode) throws(ConfigurationError) -> [UInt32] {
        var values: [UInt32] = []
        for element in try list(node) { values.append(try number(element)) }
        return values
    }

    /// One of `choices`.
    package func choice(_ node: YAMLNode, of choices: [String], what: String) throws(ConfigurationError) -> String {
        let value = try string(node)
        guard choices.contains(value) else {
            throw text.error("'\(value)' is no \(what); allowed are \(choices.joined(separator: ", "))", at: node.mark)
        }
        return value
    }
}
