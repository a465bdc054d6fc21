// SPDX-License-Identifier: Apache-2.0

import SensorRuntime
import Testing

@Suite struct ReplayGzipTests {
    /// `printf 'hello\n' | gzip -n`
    private static let hello: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xCB, 0x48, 0xCD, 0xC9, 0xC9, 0xE7, 0x02, 0x00,
        0x20, 0x30, 0x3A, 0x36, 0x06, 0x00, 0x00, 0x00,
    ]

    private static func unpack(_ bytes: [UInt8], piece: Int = .max) -> (text: String, error: InputError?) {
        var text: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4, alignment: 1)
        defer { buffer.deallocate() }
        do throws(InputError) {
            let source = try ReplayInput.unpacked(ReplayBytes(bytes, piece: piece), name: "f")
            while true {
                let count = try source.read(into: buffer)
                if count == 0 { break }
                text += buffer.prefix(count)
            }
            return (String(decoding: text, as: UTF8.self), nil)
        } catch {
            return (String(decoding: text, as: UTF8.self), error)
        }
    }

    @Test(arguments: [1, 2, 3, 7, .max]) func `gzip is told by its first bytes and unpacked`(_ piece: Int) {
        #expect(Self.unpack(Self.hello, piece: piece) == ("hello\n", nil))
    }

    @Test(arguments: [1, 5, .max]) func `members after one another are one text`(_ piece: Int) {
        let padded = Self.hello + Self.hello + [0, 0, 0]
        #expect(Self.unpack(padded, piece: piece) == ("hello\nhello\n", nil))
    }

    @Test func `what is not gzip passes as it is`() {
        #expect(Self.unpack(Array("{\"a\":1}\n".utf8)) == ("{\"a\":1}\n", nil))
        #expect(Self.unpack([0x1F]) == ("\u{1F}", nil))
        #expect(Self.unpack([]) == ("", nil))
    }

    @Test func `every cut is found where the data stop`() {
        for length in 2..<Self.hello.count {
            let (_, error) = Self.unpack(Array(Self.hello[..<length]))
            #expect(error == InputError(file: "f", offset: UInt64(length), problem: .cutGzip), "\(length)")
        }
    }

    @Test func `a changed byte behind the text is found and the text kept`() {
        var damaged = Self.hello
        damaged[19] ^= 1
        let (text, error) = Self.unpack(damaged)
        #expect(text == "hello\n")
        #expect(error?.problem == .damagedGzip("incorrect data check"))
    }

    @Test func `something else behind a member is found at its place`() {
        let (text, error) = Self.unpack(Self.hello + Array("junk".utf8))
        #expect(text == "hello\n")
        #expect(error?.problem == .damagedGzip("incorrect header check"))
        #expect((26...28).contains(error?.offset ?? 0))
    }
}
