// SPDX-License-Identifier: Apache-2.0

/// A value on its way to JSON text. Containers that were handed out go on filling it, so it is a reference.
final class JSONNode {
    enum Content {
        /// JSON text.
        case text([UInt8])
        case object([(key: String, value: JSONNode)])
        case array([JSONNode])
    }

    /// A value that encodes nothing is an empty object, as in Foundation.
    var content = Content.object([])

    init() {}

    init(text: [UInt8]) { content = .text(text) }

    /// The same key again replaces what it had.
    func set(_ value: JSONNode, forKey key: String) {
        var members: [(key: String, value: JSONNode)] = []
        if case .object(let old) = content { members = old }
        content = .array([])
        members.removeAll { $0.key == key }
        members.append((key, value))
        content = .object(members)
    }

    func append(_ value: JSONNode) {
        var elements: [JSONNode] = []
        if case .array(let old) = content { elements = old }
        content = .object([])
        elements.append(value)
        content = .array(elements)
    }

    var count: Int {
        if case .array(let elements) = content { elements.count } else { 0 }
    }

    func write(to text: inout [UInt8]) {
        switch content {
        case .text(let bytes): text += bytes
        case .array(let elements):
            text.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                element.write(to: &text)
            }
            text.append(UInt8(ascii: "]"))
        case .object(let members):
            text.append(UInt8(ascii: "{"))
            for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { text.append(UInt8(ascii: ",")) }
                JSONText.write(member.key, to: &text)
                text.append(UInt8(ascii: ":"))
                member.value.write(to: &text)
            }
            text.append(UInt8(ascii: "}"))
        }
    }
}
