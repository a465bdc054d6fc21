// SPDX-License-Identifier: Apache-2.0

/// `keyward.capture/1`: JSON lines, of which the first is a header and the last says how many events there were.
///
///     {"schema":"keyward.capture/1","line":0,"crc32":"1c291ca3","header":{...}}
///     {"line":1,"crc32":"a3830348","file":{...}}
///     {"line":2,"crc32":"5d7a0e11","audit":{...}}
///     {"line":3,"crc32":"0b5e7c90","end":{"events":2}}
///
/// A line of `credentials` says whose the protected files are from then on.
///
/// A line is written and read byte for byte like this, with no room for white space, so that whatever is not the
/// payload is fixed text or covered, with the payload, by the checksum: no single changed byte can pass. A file may
/// hold several captures after one another.
package enum CaptureFormat {
    package static let schema = "keyward.capture/1"
    /// A longer line is no capture line; the same bound as for any other record. Bytes.
    package static let maximumLine = 16 * 1024 * 1024

    /// What a line carries: the key of its payload.
    package enum Kind: String, CaseIterable, Sendable {
        case header, file, audit, credentials, end
    }

    static let headerStart = Array(#"{"schema":"keyward.capture/1",""#.utf8)
    static let headerStartAnyVersion = Array(#"{"schema":"keyward.capture/"#.utf8)

    /// Whether a line means to be the header of a capture, whatever its version and even with a few bytes damaged:
    /// taken for something else, it would leave all that follows without a header.
    package static func looksLikeHeader(_ line: [UInt8]) -> Bool {
        guard line.count >= headerStartAnyVersion.count else { return false }
        var damaged = 0
        // Every line of every log is asked, so it stops where the answer is known.
        for index in headerStartAnyVersion.indices where line[index] != headerStartAnyVersion[index] {
            damaged += 1
            if damaged > toleratedDamage { return false }
        }
        return true
    }

    private static let toleratedDamage = 3

    /// Whether a line means to be a later line of a capture.
    package static func looksLikeBody(_ line: [UInt8]) -> Bool {
        guard line.starts(with: #"{"line":"#.utf8) else { return false }
        return line.dropFirst(8).drop { (0x30...0x39).contains($0) }.starts(with: #","crc32":""#.utf8)
    }

    /// Over the line's number, kind and payload, each ended by a colon.
    static func checksum(number: UInt64, kind: Kind, payload: some Sequence<UInt8>) -> String {
        var crc = CRC32()
        crc.add("\(number):\(kind.rawValue):".utf8)
        crc.add(payload)
        return crc.text
    }
}
