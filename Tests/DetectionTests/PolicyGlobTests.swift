// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct PolicyGlobTests {
    @Test(arguments: [
        ("/etc/kubernetes/pki/*.key", "/etc/kubernetes/pki/ca.key", true),
        ("/etc/kubernetes/pki/*.key", "/etc/kubernetes/pki/.key", true),
        ("/etc/kubernetes/pki/*.key", "/etc/kubernetes/pki/etcd/ca.key", false),
        ("/etc/kubernetes/pki/*.key", "/etc/kubernetes/pki/ca.keys", false),
        ("/etc/kubernetes/pki/*.key", "/etc/kubernetes/pkI/ca.key", false),
        ("/a/*", "/a/", false),
        ("/a/*b*c", "/a/xbybzc", true),
        ("/a/*b*c", "/a/xbybz", false),
        ("/a/?c", "/a/bc", true),
        ("/a/?c", "/a/c", false),
        ("/a/?b", "/a//b", false),
        ("/a/**", "/a/b/c/d", true),
        ("/a/**", "/a/", false),
        ("/a/**", "/a", false),
        ("/a/**/k", "/a/k", true),
        ("/a/**/k", "/a/b/c/k", true),
        ("/a/**/k", "/a/b/c/kk", false),
        ("/a/**/b/*/k", "/a/b/b/b/x/k", true),
        ("/a/**/b/**/k", "/a/x/b/y/z/k", true),
        ("/a/**/b/**/k", "/a/x/y/z/k", false),
        ("/a/{x,y}.{key,crt}", "/a/y.key", true),
        ("/a/{x,y}.{key,crt}", "/a/z.key", false),
        ("/a/x{,.bak}", "/a/x", true),
        ("/a/K", "/a/\u{212A}", false),
    ])
    func `a glob matches by component`(pattern: String, path: String, expected: Bool) throws {
        #expect(try Glob(path: pattern).matches(path) == expected)
    }

    @Test func `a file name that is not UTF-8 is matched by its bytes`() throws {
        let name = KernelString(bytes: Array("/a/".utf8) + [0xFF, 0x0A] + Array(".key".utf8))
        #expect(try Glob(path: "/a/*.key").matches(name))
        #expect(try Glob(path: "/a/??.key").matches(name))
        #expect(try !Glob(path: "/a/?.key").matches(name))
    }

    @Test func `a name glob needs no leading slash`() throws {
        #expect(try Glob(name: "registry.k8s.io/*:v1.*").matches("registry.k8s.io/etcd:v1.2"))
        #expect(try !Glob(name: "registry.k8s.io/*").matches("evil.io/registry.k8s.io/etcd"))
    }

    @Test func `stars that almost match end in time linear in the path`() throws {
        let glob = try Glob(path: "/" + String(repeating: "*a", count: 100) + "b")
        #expect(!glob.matches("/" + String(repeating: "a", count: 4000)))
        let deep = try Glob(path: String(repeating: "/**/a", count: 50) + "/b")
        #expect(!deep.matches(String(repeating: "/a", count: 2000)))
    }

    @Test(arguments: [
        ("", PatternProblem.empty),
        ("etc/x", .notAbsolute),
        ("/etc//x", .emptyComponent),
        ("/etc/x/", .emptyComponent),
        ("/etc/../x", .relativeComponent),
        ("/etc/[ab]", .unsupportedCharacter("[")),
        ("/etc/\\*", .unsupportedCharacter("\\")),
        ("/etc/\u{202E}x", .unprintable),
        ("/etc/{a", .unbalancedBrace),
        ("/etc/a}", .unbalancedBrace),
        ("/etc/{a,{b,c}}", .nestedBrace),
        ("/etc/**x", .doubleStarBesideText),
        ("/" + String(repeating: "x", count: 512), .tooLong(limit: 512)),
        ("/" + String(repeating: "{a,b}", count: 7), .tooManyExpansions(limit: 64)),
    ])
    func `a bad pattern is refused by its reason`(pattern: String, problem: PatternProblem) {
        #expect(throws: problem) { try Glob(path: pattern) }
    }
}
