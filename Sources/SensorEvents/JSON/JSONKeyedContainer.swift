// SPDX-License-Identifier: Apache-2.0

struct JSONKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil(forKey key: Key) { node.set(JSONNode(text: Array("null".utf8)), forKey: key.stringValue) }

    func encode(_ value: String, forKey key: Key) {
        node.set(JSONNode(text: JSONNode.text(of: value)), forKey: key.stringValue)
    }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
        try value.encode(to: child(key))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { child(key).unkeyedContainer() }

    func superEncoder() -> any Encoder {
        let value = JSONNode()
        node.set(value, forKey: "super")
        return JSONNodeEncoder(node: value, codingPath: codingPath)
    }

    func superEncoder(forKey key: Key) -> any Encoder { child(key) }

    private func child(_ key: Key) -> JSONNodeEncoder {
        let value = JSONNode()
        node.set(value, forKey: key.stringValue)
        return JSONNodeEncoder(node: value, codingPath: codingPath + [key])
    }
}
