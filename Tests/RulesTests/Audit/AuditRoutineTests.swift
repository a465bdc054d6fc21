// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing
import TestSupport

/// What components of a v1.36 cluster do by routine: nodes that join, renew and start pods, the controllers that approve
/// and sign for them, cert-manager, a broker of tokens for another system.
@Suite struct AuditRoutineTests {
    private func events() throws -> [AuditEvent] {
        try AuditFixture.lines("routine.jsonl").flatMap { RecordDecoder.decode($0) }.compactMap { item in
            if case .audit(let event) = item { event } else { nil }
        }
    }

    @Test func `no rule fires on the routine of components`() throws {
        let events = try events()
        #expect(events.count == 16)
        for event in events {
            #expect(event.malformed.isEmpty)
            for rule in AuditRules.all {
                #expect(rule.evaluate(event) == nil, "\(event.user?.username ?? "") \(event.requestURI ?? "")")
            }
        }
    }

    @Test func `the same acts by a person do fire, so it is the actor that is excused`() throws {
        let acts = try events().map { event in
            var event = event
            event.user = AuditUser(username: "mallory", groups: ["system:authenticated"])
            return AuditRules.all.compactMap { $0.evaluate(event)?.rule.id }
        }
        #expect(Set(acts.joined()) == ["KW-2001", "KW-2002", "KW-2004", "KW-2006", "KW-2007"])
        // cert-manager's own request alone: neither a login nor anybody's subject.
        #expect(acts.filter(\.isEmpty).count == 1)
    }

    @Test func `no component's routine is quiet under an assumed identity`() throws {
        for event in try events() {
            var assumed = event
            assumed.impersonatedUser = event.user
            assumed.user = AuditUser(username: "mallory", groups: ["system:authenticated"])
            var direct = event
            direct.user = assumed.user
            for rule in AuditRules.all {
                #expect((rule.evaluate(assumed) == nil) == (rule.evaluate(direct) == nil))
            }
        }
    }

    @Test func `rules are listed once each, in order, and cover what they say`() {
        let infos = AuditRules.all.map { type(of: $0).info }
        #expect(infos.map(\.id) == infos.map(\.id).sorted())
        #expect(Set(infos.map(\.id)).count == infos.count)
        #expect(
            Set(infos.flatMap(\.covers)) == [
                .elasticClientCertificate, .elasticTokenRequest, .pantherClientCertificate,
            ])
    }

    @Test func `what Panther's published cases fire on, KW-2001 fires on too`() throws {
        for example in try AuditFixture.cases("panther-cases.jsonl") where example.fires {
            guard case .audit(let event) = RecordDecoder.decode(example.record).first else {
                Issue.record("no audit event: \(example.name)")
                continue
            }
            #expect(ClientCertificateRequested().evaluate(event)?.severity == .high, "\(example.name)")
        }
    }
}
