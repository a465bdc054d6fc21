// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorEvents

@Suite("Lines that show a credential where it was not seen")
struct UseFilterTests {
    private static func line(
        _ id: String = "X509SHA256=aa", from sources: String = "\"10.0.0.5\"", second: Int = 10, user: String = "alice",
        body: String = "{}"
    ) -> String {
        """
        {"kind":"Event","apiVersion":"audit.k8s.io/v1","level":"Request","auditID":"a","stage":"ResponseComplete",\
        "requestURI":"/api","verb":"get","user":{"username":"\(user)","groups":[],"extra":\
        {"authentication.kubernetes.io/credential-id":["\(id)"]}},"sourceIPs":[\(sources)],"requestObject":\(body),\
        "requestReceivedTimestamp":"2026-11-20T14:03:\(second).112345Z"}
        """
    }

    private func news(_ filter: UseFilter, _ line: String) -> Bool {
        var line = line
        return line.withUTF8 { filter.isNews(UnsafeRawBufferPointer($0)) }
    }

    @Test func `a pair is news once, and again when it was seen earlier`() {
        let filter = UseFilter()
        #expect(news(filter, Self.line()))
        #expect(!news(filter, Self.line(second: 11)))
        #expect(!news(filter, Self.line(second: 30)))
        #expect(news(filter, Self.line()))
        #expect(news(filter, Self.line(from: "\"10.0.0.6\"")))
        #expect(news(filter, Self.line("X509SHA256=ab")))
        // Who says what in front changes the pair, so nobody hides behind it.
        #expect(news(filter, Self.line(from: "\"1.1.1.1\",\"10.0.0.5\"")))
        #expect(news(filter, Self.line(second: 10).replacing("14:03", with: "14:02")))
        filter.forget()
        #expect(news(filter, Self.line()))
    }

    @Test func `what a body says is not the user's`() {
        let filter = UseFilter()
        let hostile = Self.line("X509SHA256=ff", from: "\"6.6.6.6\"")
        #expect(news(filter, Self.line(body: hostile)))
        #expect(news(filter, hostile))
    }

    @Test func `a record inside a string is read the same way, a batch of them whole`() {
        let filter = UseFilter()
        let nested = "{\"message\":\"" + Self.line().replacing("\"", with: "\\\"") + "\"}"
        #expect(news(filter, nested))
        #expect(!news(filter, nested.replacing("14:03", with: "14:04")))
        let batch = "{\"records\":[" + nested + "," + nested + "]}"
        #expect(news(filter, batch))
        #expect(news(filter, batch))
    }

    @Test(arguments: [
        "{\"kind\":\"EventList\",\"items\":[{\"user\":{\"username\":\"a\"}}]}",
        "{\"protoPayload\":{\"authenticationInfo\":{\"principalEmail\":\"a\"}}}",
        UseFilterTests.line(user: "a\\u006cice").replacing("credential-id", with: "credential-ix"),
        UseFilterTests.line().replacing("14:03:10.112345Z", with: "14:03:10Z"),
        UseFilterTests.line().replacing("\"sourceIPs\"", with: "\"sourceips\""),
    ])
    func `what does not look as the API server writes it is always news`(line: String) {
        let filter = UseFilter()
        #expect(news(filter, line))
        #expect(news(filter, line))
    }

    @Test(arguments: ["", "{}", "no json", "{\"kind\":\"Event\",", "{\"kind\":\"Event\",\"verb\":\"get\"}"])
    func `what names nobody is none`(line: String) {
        #expect(!news(UseFilter(), line))
    }

    @Test func `no cut of a line is read past its end`() {
        let filter = UseFilter()
        let bytes = Array(Self.line().utf8)
        for length in 0...bytes.count {
            // A block of its own, so that a sanitizer sees every byte behind it.
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 1)
            block.copyBytes(from: bytes.prefix(length))
            _ = filter.isNews(UnsafeRawBufferPointer(block))
            block.deallocate()
        }
    }
}
