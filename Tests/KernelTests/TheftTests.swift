// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Credentials that were taken from a real kernel's files, and the audit log of what was done with them.
@Suite("Thefts and their use on a real kernel")
struct TheftTests {
    private static let kernel = GuestKernel.bookworm

    private struct Line: Decodable {
        struct Rule: Decodable {
            var id: String
            var reason: String
        }
        struct Audit: Decodable { var auditID: String? }
        var rules: [Rule]?
        var audit: Audit?
        var severity: String
        var incident: Incident?
    }

    private struct Incident: Decodable {
        struct Step: Decodable { var rules: [String] }
        var id: String
        var severity: String?
        var timeline: [Step]?
    }

    @Test func `a stolen certificate, a stolen token and a stolen node identity are told when they are used`()
        async throws
    {
        let lines = try await lines(of: "theft", as: Line.self)
        let told = lines.filter { $0.rules?.contains { $0.id.hasPrefix("KW-3") } == true }
        let uses = Dictionary(grouping: told) { $0.rules?.first?.id ?? "" }.mapValues {
            $0.compactMap(\.audit?.auditID)
        }
        #expect(uses["KW-3001"] == ["stolen-certificate"])
        #expect(uses["KW-3002"] == ["stolen-token"])
        #expect(uses["KW-3005"] == ["escalation"])
        #expect(told.allSatisfy { $0.severity == "critical" && $0.incident != nil })
        let reasons = told.flatMap { $0.rules ?? [] }.map(\.reason).joined(separator: "\n")
        #expect(reasons.contains("The certificate of system:node:node-a, taken on"))
        #expect(reasons.contains("The token of system:serviceaccount:kube-system:deployer, taken on"))
        #expect(reasons.contains("by /usr/bin/cat (pid="))
    }

    @Test func `a replay adds what nobody issued, and the order of the log does not matter`() async throws {
        let incidents = try await lines(of: "theft_incidents", as: Incident.self)
        let rules = Set(incidents.flatMap { $0.timeline ?? [] }.flatMap(\.rules))
        #expect(rules.isSuperset(of: ["KW-1001", "KW-3001", "KW-3002", "KW-3003", "KW-3005"]))
        #expect(incidents.allSatisfy { $0.severity == "critical" })
        let golden = incidents.flatMap { $0.timeline ?? [] }.count { $0.rules == ["KW-3003"] }
        #expect(golden == 1)
        let straight = try await guestCase("theft_incidents").output
        let shuffled = try await guestCase("theft_shuffled").output
        #expect(straight == shuffled)
    }

    @Test func `what belongs to nobody but its owner is quiet`() async throws {
        let alerts = try await guestCase("benign").output
        #expect(alerts == [])
        let incidents = try await guestCase("benign_incidents").output
        #expect(incidents == [])
    }

    @Test func `whose each file is stands in the inventory, and nothing secret anywhere`() async throws {
        let inventory = try await guestCase("theft_inventory").output.joined()
        #expect(inventory.contains("system:node:node-a"))
        #expect(inventory.contains("JTI=7f3a-token"))
        let secrets = try await guestCase("theft_secrets").output
        #expect(secrets.count == 8)
        #expect(secrets.allSatisfy { $0.hasSuffix(":0") })
    }

    private func guestCase(_ name: String) async throws -> GuestCase {
        try await GuestMachine.shared.guestCase(name, of: "theft", on: Self.kernel)
    }

    private func lines<Value: Decodable>(of name: String, as type: Value.Type) async throws -> [Value] {
        try await guestCase(name).output.map { try JSONDecoder().decode(type, from: Data($0.utf8)) }
    }
}
