// SPDX-License-Identifier: Apache-2.0

import Detection
import FoundationEssentials
import SensorEvents
import Testing

@Suite struct PolicyEntryTests {
    /// States everything that can be said of the sample theft (uid 1001, login 1003, cp under bash, session-7.scope).
    static var full: AllowEntry {
        AllowEntry(
            name: "operator", exe: ["/usr/bin/c?"], parentExe: ["/usr/bin/bash"],
            unit: ["session-*.scope"],
            uid: [0, 1001], loginUID: [1003], access: .read,
            files: FileSelection(
                paths: ["/etc/kubernetes/**"], classes: [.privateKey, .token], components: ["ca", "etcd"]),
            reason: "the yearly audit")
    }

    func failed(_ change: (inout AllowEntry) -> Void) throws -> [String] {
        var entry = Self.full
        change(&entry)
        return try #require(try PolicySample.policy(allow: [entry]).judge(.thief)).allow.failed
    }

    @Test func `an entry matches when all it states matches`() throws {
        #expect(
            try PolicySample.policy(allow: [Self.full]).judge(.thief)?.allow.allowedBy == "operator")
    }

    @Test func `any one attribute that fails is told`() throws {
        #expect(
            try failed { $0.parentExe = ["/bin/sh"] } == ["parent_exe: want /bin/sh, is /usr/bin/bash"])
        #expect(try failed { $0.unit = ["a.service"] } == ["unit: want a.service, is session-7.scope"])
        #expect(try failed { $0.uid = [0] } == ["uid: want 0, is 1001"])
        #expect(try failed { $0.loginUID = [.max] } == ["loginuid: want none, is 1003"])
        #expect(
            try failed { $0.files.components = ["etcd"] }.first
                == "files: want /etc/kubernetes/**, private-key, token or etcd, is /etc/kubernetes/pki/ca.key (ca)"
        )
        #expect(try failed { $0.files.classes = [.token] }.count == 1)
        #expect(try failed { $0.files.paths = ["/var/**"] }.count == 1)
    }

    @Test func `what enrichment could not get does not match`() throws {
        var event = FileEvent.thief
        event.workload?.unit = nil
        event.process.ancestors = []
        let decision = try #require(try PolicySample.policy(allow: [Self.full]).judge(event)).allow
        #expect(
            decision.failed == [
                "unit: want session-*.scope, is missing", "parent_exe: want /usr/bin/bash, is missing",
            ])
    }

    @Test func `an entry that says nobody, or not why, makes no policy`() throws {
        let nobody = AllowEntry(name: "x", access: .read, reason: "why not")
        #expect(
            throws: PolicyProblem(
                owner: "x", message: "the entry does not say who; it would allow everybody")
        ) { try PolicySample.policy(allow: [nobody]) }
        let unexplained = AllowEntry(name: "x", uid: [0], access: .read, reason: "")
        #expect(throws: PolicyProblem(owner: "x", message: "'reason' is missing")) {
            try PolicySample.policy(allow: [unexplained])
        }
        let badGlob = AllowEntry(name: "x", exe: ["cp"], access: .read, reason: "y")
        #expect(throws: PolicyProblem(owner: "x", message: "'cp': the pattern must start with '/'")) {
            try PolicySample.policy(allow: [badGlob])
        }
    }

    @Test func `a profile must keep to its trees and its openers`() throws {
        var profile = PolicySample.node
        profile.files[0].paths = ["/var/lib/*/x"]
        #expect(
            throws: PolicyProblem(
                owner: "node", message: "'/var/lib/*/x' is not below any of the profile's trees")
        ) { try Policy(profiles: [profile]) }
        profile = PolicySample.node
        profile.files[0].allow = ["ghost"]
        #expect(throws: PolicyProblem(owner: "node", message: "no opener is called 'ghost'")) {
            try Policy(profiles: [profile])
        }
    }

    @Test func `a policy survives a capture's header`() throws {
        var entry = Self.full
        entry.expires = WallTime(nanoseconds: 1_900_000_000_000_000_001)
        let policy = try PolicySample.policy(allow: [entry])
        let decoded = try JSONDecoder().decode(Policy.self, from: JSONEncoder().encode(policy))
        #expect(decoded == policy)
        #expect(decoded.judge(.thief)?.allow == policy.judge(.thief)?.allow)
    }

    @Test func `a captured policy with a bad glob is refused`() {
        let text =
            #"{"profiles":[],"allow":[{"name":"x","exe":["cp"],"parent_exe":[],"unit":[],"image":[],"#
            + #""namespace":[],"pod":[],"uid":[],"loginuid":[],"access":["read"],"#
            + #""files":{"paths":[],"classes":[],"components":[]},"reason":"y"}]}"#
        #expect(throws: PolicyProblem.self) {
            try JSONDecoder().decode(Policy.self, from: Data(text.utf8))
        }
    }
}
