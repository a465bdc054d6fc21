// SPDX-License-Identifier: Apache-2.0

/// Reads the elements of a DER text (X.690) one after another, none of them deeper than it is asked to.
///
/// A parser of the whole tree would let garbage in a place where the API server does not look (an attribute, a
/// signature) hide the subject; here a damaged part harms itself alone. Every length is checked against what is there.
struct DERReader {
    /// One element: identifier, length, contents.
    struct Element {
        /// The identifier octet: class, constructed or not, number.
        var tag: UInt8
        var contents: ArraySlice<UInt8>
        /// The whole of it, identifier and length included.
        var encoded: ArraySlice<UInt8>

        var children: DERReader { DERReader(contents) }
    }

    enum Tag {
        static let boolean: UInt8 = 0x01
        static let integer: UInt8 = 0x02
        static let bitString: UInt8 = 0x03
        static let octetString: UInt8 = 0x04
        static let objectIdentifier: UInt8 = 0x06
        static let sequence: UInt8 = 0x30
        static let set: UInt8 = 0x31

        /// `[number]`, as X.509 tags what is optional.
        static func context(_ number: UInt8, constructed: Bool) -> UInt8 { 0x80 | number | (constructed ? 0x20 : 0) }
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }
    var nextTag: UInt8? { rest.first }

    /// The next element, of whatever kind; nil at the end.
    mutating func next() throws(X509Error) -> Element? {
        guard let tag = rest.first else { return nil }
        let start = rest.startIndex
        var position = start + 1
        if tag & 0x1F == 0x1F {
            // A number beyond 30 goes on while the high bit is set. Nothing in a certificate has one.
            while position < rest.endIndex, rest[position] & 0x80 != 0 { position += 1 }
            position += 1
        }
        let length = try length(at: &position)
        guard position <= rest.endIndex, length <= rest.endIndex - position else {
            throw X509Error("its DER is cut off")
        }
        let end = position + length
        defer { rest = rest[end...] }
        return Element(tag: tag, contents: rest[position..<end], encoded: rest[start..<end])
    }

    /// The next element, which must be of that kind; `what` names it in the error.
    mutating func next(_ tag: UInt8, _ what: String) throws(X509Error) -> Element {
        guard let element = try next() else { throw X509Error("it has no \(what)") }
        guard element.tag == tag else { throw X509Error("its \(what) is of another kind (tag \(element.tag))") }
        return element
    }

    /// The next element if it is of that kind.
    mutating func nextIf(_ tag: UInt8) throws(X509Error) -> Element? {
        nextTag == tag ? try next() : nil
    }

    private func length(at position: inout Int) throws(X509Error) -> Int {
        guard position < rest.endIndex else { throw X509Error("its DER is cut off") }
        let first = rest[position]
        position += 1
        guard first >= 0x80 else { return Int(first) }
        let count = Int(first & 0x7F)
        guard (1...4).contains(count), count <= rest.endIndex - position else {
            throw X509Error("a length in its DER is none")
        }
        let length = rest[position..<(position + count)].reduce(0) { $0 << 8 | Int($1) }
        position += count
        return length
    }
}
