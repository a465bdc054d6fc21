// SPDX-License-Identifier: Apache-2.0

import CLibYAML

/// libyaml's parser over one text: its events, or the error it found.
final class YAMLEvents {
    enum Event {
        case scalar(String, isPlain: Bool)
        case sequenceStart
        case sequenceEnd
        case mappingStart
        case mappingEnd
        case documentStart
        /// An anchor, an alias or a tag, named as it is called.
        case refused(String)
        case end
        /// Nothing that the tree depends on.
        case other
    }

    private let text: ConfigurationText
    private let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    private let input: UnsafeMutableBufferPointer<UInt8>

    /// - Throws: `ConfigurationError` if there is no memory for a parser.
    init(_ text: ConfigurationText) throws(ConfigurationError) {
        self.text = text
        input = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(1, text.bytes.count))
        _ = input.initialize(fromContentsOf: text.bytes)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            throw text.error("out of memory", at: SourceMark(line: 1, column: 1))
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, input.baseAddress, text.bytes.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
        input.deallocate()
    }

    func next() throws(ConfigurationError) -> (event: Event, mark: SourceMark) {
        var event = yaml_event_t()
        guard yaml_parser_parse(parser, &event) == 1 else { throw problem() }
        defer { yaml_event_delete(&event) }
        return (Self.convert(event), Self.mark(event.start_mark))
    }

    private static func convert(_ event: yaml_event_t) -> Event {
        switch event.type {
        case YAML_ALIAS_EVENT: return .refused("an alias")
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            if let refused = refused(scalar.anchor, scalar.tag) { return refused }
            let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            return .scalar(String(decoding: bytes, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
        case YAML_SEQUENCE_START_EVENT:
            return refused(event.data.sequence_start.anchor, event.data.sequence_start.tag) ?? .sequenceStart
        case YAML_MAPPING_START_EVENT:
            return refused(event.data.mapping_start.anchor, event.data.mapping_start.tag) ?? .mappingStart
        case YAML_SEQUENCE_END_EVENT: return .sequenceEnd
        case YAML_MAPPING_END_EVENT: return .mappingEnd
        case YAML_DOCUMENT_START_EVENT: return .documentStart
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .end
        default: return .other
        }
    }

    private static func refused(_ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?) -> Event? {
        if anchor != nil { return .refused("an anchor") }
        return tag == nil ? nil : .refused("a tag")
    }

    private static func mark(_ mark: yaml_mark_t) -> SourceMark {
        SourceMark(line: Int(clamping: mark.line) + 1, column: Int(clamping: mark.column) + 1)
    }

    /// libyaml gives a place for what does not parse, and a byte offset for what is not even text.
    private func problem() -> ConfigurationError {
        let parser = parser.pointee
        let message = parser.problem.map { String(cString: $0) } ?? "it cannot be parsed"
        guard parser.error != YAML_READER_ERROR else {
            return text.error(message, at: text.mark(atByte: Int(clamping: parser.problem_offset)))
        }
        return text.error(message, at: Self.mark(parser.problem_mark))
    }
}
