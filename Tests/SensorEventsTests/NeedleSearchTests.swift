// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorEvents
import TestSupport
import Testing

@Suite struct NeedleSearchTests {
    private static let levels = NeedleSearch.Level.allCases.filter { $0.rawValue <= NeedleSearch.Level.best.rawValue }

    /// The first line with a needle in it, the slow way.
    private static func firstLine(of needles: [[UInt8]], in text: [UInt8]) -> Int? {
        var number = 0
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            for needle in needles where line.count >= needle.count {
                for start in line.startIndex...(line.endIndex - needle.count)
                where line[start..<(start + needle.count)].elementsEqual(needle) { return number }
            }
            number += 1
        }
        return nil
    }

    private static func found(_ search: NeedleSearch, in text: [UInt8]) -> Int? {
        text.withUnsafeBytes { search.firstMatch(in: $0) }
            .map { text[..<$0].count { $0 == 0x0A } }
    }

    @Test(arguments: levels) func `it finds the line that a slow search finds`(_ level: NeedleSearch.Level) throws {
        var random = SplitMix64(seed: 7)
        // Few letters, so that there are near misses everywhere.
        let letters = Array("ab\"c\\u".utf8)
        func text(_ count: Int, feeds: Bool) -> [UInt8] {
            (0..<count).map { _ in
                feeds && Int.random(in: 0..<12, using: &random) == 0 ? 0x0A : letters.randomElement(using: &random) ?? 0
            }
        }
        for _ in 0..<4000 {
            let needles = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                text(Int.random(in: 2...9, using: &random), feeds: false)
            }
            let search = try #require(NeedleSearch(needles, level: level))
            let block = text(Int.random(in: 0...200, using: &random), feeds: true)
            #expect(Self.found(search, in: block) == Self.firstLine(of: needles, in: block))
        }
    }

    @Test(arguments: levels) func `it starts where it is told and reads nothing behind the end`(
        _ level: NeedleSearch.Level
    ) throws {
        let page = Int(getpagesize())
        let map = try #require(mmap(nil, page * 2, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
        defer { munmap(map, page * 2) }
        // A byte of the second page cannot be read: one too many ends the test run.
        try #require(mprotect(map + page, page, PROT_NONE) == 0)
        let search = try #require(NeedleSearch([Array("needle".utf8), Array("ab".utf8)], level: level))
        for length in 0..<100 {
            let block = UnsafeMutableRawBufferPointer(start: map + (page - length), count: length)
            for index in block.indices { block[index] = UInt8(ascii: "n") }
            #expect(search.firstMatch(in: UnsafeRawBufferPointer(block)) == nil)
            guard length >= 2 else { continue }
            block[length - 2] = UInt8(ascii: "a")
            block[length - 1] = UInt8(ascii: "b")
            #expect(search.firstMatch(in: UnsafeRawBufferPointer(block)) == length - 2)
            #expect(search.firstMatch(in: UnsafeRawBufferPointer(block), from: length - 1) == nil)
        }
    }

    @Test func `a set without needles finds nothing, and one beyond the limits is none`() {
        #expect(NeedleSearch([])?.firstMatch(in: UnsafeRawBufferPointer(start: nil, count: 0)) == nil)
        #expect(NeedleSearch([[1]]) == nil)
        #expect(NeedleSearch([[UInt8](repeating: 1, count: 257)]) == nil)
        #expect(NeedleSearch([[UInt8](repeating: 1, count: 256)]) != nil)
    }

    @Test(arguments: [
        #"{"resource":"serviceaccounts","subresource":"token"}"#, #"{"subresource" : "token"}"#,
        #"{"message":"{\"subresource\":\"token\"}"}"#, #"{"a":"{\"b\":\"{\\\"subresource\\\":\\\"token\\\"}\"}"}"#,
        #"{"subresource":"\u0074oken"}"#, #"{"subresource":"t\u006Fken"}"#,
        #"{"log":"{\"subresource\":\"\\u0074oken\"}"}"#,
        #"{"requestURI":"/api/v1/namespaces/x/serviceaccounts/y/toke%6e"}"#, #"{"s":"\u0022token\u0022"}"#,
        #"{"requestURI":"/x/\u0025%74oken"}"#, #"{"message":"cut [Truncated...]"}"#,
    ])
    func `every spelling of what is looked for is found`(_ line: String) throws {
        let search = try #require(NeedleSearch(AuditNeedles.searched(for: ["\"token\""])))
        #expect(Self.found(search, in: Array(line.utf8)) == 0)
    }

    @Test(arguments: [
        #"{"resource":"tokenreviews","requestURI":"/apis/authentication.k8s.io/v1/tokenreviews?a=1\u0026b=2"}"#,
        #"{"user":{"groups":["system:serviceaccounts"]},"x":"\u003c\u003e","y":"%2C%3D"}"#,
    ])
    func `what is in every log is not`(_ line: String) throws {
        let search = try #require(
            NeedleSearch(AuditNeedles.searched(for: ["\"token\"", "certificatesigningrequests"])))
        #expect(Self.found(search, in: Array(line.utf8)) == nil)
    }
}
