// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import SensorRuntime
import Testing

@Suite struct ProfileReaderTests {
    static let good = """
        name: sample
        description: one of each
        detect: [/etc/x]
        trees: [/etc/x]
        openers:
          tool:
            exe: ["/usr/{bin,sbin}/tool"]
            parent_exe: [/usr/bin/sh]
            unit: ["*.service"]
            image: ["r.io/**"]
            namespace: [kube-system]
            pod: ["tool-*"]
            static_pod: tool
            uid: [0]
            loginuid: [4294967295]
            access: [read, rename]
            reason: because
            expires: 2027-01-31
        files:
          - path: /etc/x/a.key
            class: private-key
            component: ca
            allow: [tool]
          - paths: ["/etc/x/**/*.crt", /etc/x/b]
            class: certificate
            component: etcd
            allow: [tool]
        """

    func read(_ text: String) throws(ConfigurationError) -> PathProfile {
        try ProfileReader(ConfigurationText(file: "p.yaml", text: text)).profile()
    }

    func refusal(replacing old: String, with new: String) -> String? {
        do {
            #expect(Self.good.contains(old))
            _ = try read(Self.good.split(separator: old, maxSplits: 1).joined(separator: new))
            return nil
        } catch {
            return error.description
        }
    }

    @Test func `everything a profile says is read`() throws {
        let expected = PathProfile(
            name: "sample", description: "one of each", detect: ["/etc/x"], trees: ["/etc/x"],
            openers: [
                AllowEntry(
                    name: "tool", exe: ["/usr/{bin,sbin}/tool"], parentExe: ["/usr/bin/sh"], unit: ["*.service"],
                    image: ["r.io/**"], namespace: ["kube-system"], pod: ["tool-*"], staticPod: "tool", uid: [0],
                    loginUID: [.max], access: [.read, .rename], reason: "because",
                    expires: WallTime(rfc3339: "2027-01-31T00:00:00Z"))
            ],
            files: [
                ProfileFile(
                    paths: ["/etc/x/a.key"], credentialClass: .privateKey, component: "ca", allow: ["tool"]),
                ProfileFile(
                    paths: ["/etc/x/**/*.crt", "/etc/x/b"], credentialClass: .certificate, component: "etcd",
                    allow: ["tool"]),
            ])
        #expect(try read(Self.good) == expected)
    }

    @Test(arguments: [
        ("openers:", "opneers:", "p.yaml:5:1: unknown key 'opneers'; did you mean 'openers'?\nopneers:\n^"),
        (
            "    reason: because\n", "",
            "p.yaml:7:5: key 'reason' is missing\n    exe: [\"/usr/{bin,sbin}/tool\"]\n    ^"
        ),
        (
            "    reason: because\n", "    reason:\n",
            "p.yaml:17:12: expected text, found nothing\n    reason:\n           ^"
        ),
        (
            "class: private-key", "class: secret",
            "p.yaml:21:12: 'secret' is no class; allowed are private-key, kubeconfig, token, certificate, datastore, "
                + "block-device\n"
                + "    class: secret\n           ^"
        ),
        (
            "[read, rename]", "[read, exec]",
            "p.yaml:16:20: 'exec' is no access; allowed are read, write, rename, link, mount\n    access: [read, exec]\n"
                + "                   ^"
        ),
        (
            "allow: [tool]", "allow: [tol]",
            "p.yaml:23:13: no opener is called 'tol'; did you mean 'tool'?\n    allow: [tol]\n            ^"
        ),
        ("allow: [tool]", "allow: []", "p.yaml:23:12: the list is empty\n    allow: []\n           ^"),
        (
            "path: /etc/x/a.key", "path: /etc/y/a.key",
            "p.yaml:20:11: the path is not below any of 'trees'\n  - path: /etc/y/a.key\n          ^"
        ),
        (
            "path: /etc/x/a.key", "path: \"/etc/x/{a\"",
            "p.yaml:20:11: a '{' without its '}', or the reverse\n  - path: \"/etc/x/{a\"\n          ^"
        ),
        (
            "path: /etc/x/a.key", "component: x",
            "p.yaml:22:5: key 'component' is already on line 20\n    component: ca\n    ^"
        ),
        (
            "detect: [/etc/x]", "detect: [/etc/*]",
            "p.yaml:3:10: expected an absolute path without wildcards\ndetect: [/etc/*]\n         ^"
        ),
        (
            "2027-01-31", "soon",
            "p.yaml:18:14: expected a date (2027-01-31) or an RFC 3339 time\n    expires: soon\n             ^"
        ),
        ("name: sample\n", "", "p.yaml:1:1: key 'name' is missing\ndescription: one of each\n^"),
    ])
    func `a mistake is told where it is`(old: String, new: String, expected: String) {
        #expect(refusal(replacing: old, with: new) == expected)
    }

    @Test func `a file entry needs exactly one way to say its paths`() {
        let message = refusal(replacing: "path: /etc/x/a.key", with: "path: /etc/x/a.key\n    paths: [/etc/x/b]")
        #expect(message?.hasPrefix("p.yaml:20:5: expected one of 'path' and 'paths'\n") == true)
    }

    @Test func `an opener that says nobody is refused`() {
        let text = """
            name: a
            description: b
            detect: [/etc/x]
            trees: [/etc/x]
            openers:
              all:
                access: [read]
                reason: lazy
            files: []
            """
        #expect(
            throws: ConfigurationError(
                file: "p.yaml", mark: SourceMark(line: 7, column: 5),
                message: "'all' does not say who; it would allow everybody", sourceLine: "    access: [read]")
        ) { try read(text) }
    }
}
