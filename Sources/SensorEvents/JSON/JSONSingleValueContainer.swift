// SPDX-License-Identifier: Apache-2.0

struct JSONSingleValueContainer: SingleValueEncodingContainer {
    let node: JSONNode
    let codingPath: [any CodingKey]

    func encodeNil() { node.content = .text(Array("null".utf8)) }

    func encode(_ value: Bool) { node.content = .text(Array((value ? "true" : "false").utf8)) }

    func encode(_ value: String) { node.content = .text(JSONNode.text(of: value)) }

    func encode(_ value: Double) throws { try encode(number: value) }
    func encode(_ value: Float) throws { try encode(number: value) }
    func encode(_ value: Int) { encode(integer: value) }
    func encode(_ value: Int8) { encode(integer: value) }
    func encode(_ value: Int16) { encode(integer: value) }
    func encode(_ value: Int32) { encode(integer: value) }
    func encode(_ value: Int64) { encode(integer: value) }
    func encode(_ value: UInt) { encode(integer: value) }
    func encode(_ value: UInt8) { encode(integer: value) }
    func encode(_ value: UInt16) { encode(integer: value) }
    func encode(_ value: UInt32) { encode(integer: value) }
    func encode(_ value: UInt64) { encode(integer: value) }

    func encode(_ value: some Encodable) throws {
        try value.encode(to: JSONNodeEncoder(node: node, codingPath: codingPath))
    }

    private func encode(integer value: some BinaryInteger) {
        node.content = .text(Array(String(value).utf8))
    }

    private func encode(number value: some BinaryFloatingPoint & LosslessStringConvertible) throws {
        guard value.isFinite else {
            let context = EncodingError.Context(codingPath: codingPath, debugDescription: "JSON has no \(value)")
            throw EncodingError.invalidValue(value, context)
        }
        let text = value.description
        node.content = .text(Array((text.hasSuffix(".0") ? String(text.dropLast(2)) : text).utf8))
    }
}

extension JSONNode {
    static func text(of string: String) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(string.utf8.count + 2)
        JSONText.write(string, to: &text)
        return text
    }
}
