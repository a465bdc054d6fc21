// SPDX-License-Identifier: Apache-2.0

struct JSONUnkeyedContainer: UnkeyedEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    var count: Int { node.count }

    func encodeNil() { node.append(JSONNode(text: Array("null".utf8))) }

    func encode(_ value: String) { node.append(JSONNode(text: JSONNode.text(of: value))) }

    func encode<Value: Encodable>(_ value: Value) throws { try value.encode(to: child()) }

    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
        child().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { child().unkeyedContainer() }

    func superEncoder() -> any Encoder { child() }

    private func child() -> JSONNodeEncoder {
        let value = JSONNode()
        node.append(value)
        return JSONNodeEncoder(node: value, codingPath: codingPath)
    }
}
