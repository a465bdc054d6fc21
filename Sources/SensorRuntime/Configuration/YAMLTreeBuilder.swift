// SPDX-License-Identifier: Apache-2.0

/// Makes the tree of a YAML file from its events.
struct YAMLTreeBuilder {
    let text: ConfigurationText
    let events: YAMLEvents

    /// The root of the only document; nil if there is none.
    mutating func root() throws(ConfigurationError) -> YAMLNode? {
        var root: YAMLNode?
        while true {
            let (event, mark) = try events.next()
            switch event {
            case .end: return root
            case .other: continue
            case .documentStart:
                guard root == nil else { throw text.error("a second document; one file holds one", at: mark) }
                let (first, place) = try events.next()
                root = try node(first, place, depth: 1)
            default: throw text.error("a value outside of any document", at: mark)
            }
        }
    }

    private mutating func node(
        _ event: YAMLEvents.Event, _ mark: SourceMark, depth: Int
    ) throws(ConfigurationError) -> YAMLNode {
        guard depth <= YAMLDocument.maximumDepth else {
            throw text.error("nested deeper than \(YAMLDocument.maximumDepth) levels", at: mark)
        }
        switch event {
        case .scalar(let value, let isPlain):
            return YAMLNode(content: .scalar(value, isPlain: isPlain), mark: mark)
        case .sequenceStart: return YAMLNode(content: .sequence(try sequence(depth: depth)), mark: mark)
        case .mappingStart: return YAMLNode(content: .mapping(try mapping(depth: depth)), mark: mark)
        case .refused(let what): throw text.error("\(what) is not allowed here; write the value out", at: mark)
        default: throw text.error("a value is missing", at: mark)
        }
    }

    private mutating func sequence(depth: Int) throws(ConfigurationError) -> [YAMLNode] {
        var elements: [YAMLNode] = []
        while true {
            let (event, mark) = try events.next()
            if case .sequenceEnd = event { return elements }
            elements.append(try node(event, mark, depth: depth + 1))
        }
    }

    private mutating func mapping(depth: Int) throws(ConfigurationError) -> [(key: YAMLKey, value: YAMLNode)] {
        var pairs: [(key: YAMLKey, value: YAMLNode)] = []
        var lines: [String: Int] = [:]
        while true {
            let (event, mark) = try events.next()
            if case .mappingEnd = event { return pairs }
            let keyNode = try node(event, mark, depth: depth + 1)
            guard case .scalar(let name, _) = keyNode.content else {
                throw text.error("a key must be text, not \(keyNode.kind)", at: mark)
            }
            if let line = lines.updateValue(mark.line, forKey: name) {
                throw text.error("key '\(ConfigurationText.printable(name))' is already on line \(line)", at: mark)
            }
            let (valueEvent, valueMark) = try events.next()
            let value = try node(valueEvent, valueMark, depth: depth + 1)
            pairs.append((YAMLKey(name: name, mark: mark), value))
        }
    }
}
