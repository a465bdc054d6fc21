// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Accesses on a real kernel")
struct AccessTests {
    @Test(arguments: GuestKernel.allCases, Expectation.accesses)
    func theAccessGivesItsAlerts(kernel: GuestKernel, expected: Expectation) async throws {
        try expected.check(try await guestCase(expected.name, on: kernel))
    }

    @Test(arguments: GuestKernel.allCases)
    func everyRecordIsAccountedFor(kernel: GuestKernel) async throws {
        for found in try await GuestMachine.shared.report("accesses", on: kernel).cases.values {
            try found.checkAccounting()
        }
    }

    @Test(arguments: GuestKernel.allCases)
    func aTreeMadeAfterTheStartIsProtected(kernel: GuestKernel) async throws {
        let found = try await guestCase("made_later", on: kernel)
        #expect(try found.alerts().contains { $0.headline == "KW-1001 /etc/kubernetes/pki/ca.key" })
    }

    @Test(arguments: GuestKernel.allCases)
    func aBurstOfShortLivedProcessesLosesNothing(kernel: GuestKernel) async throws {
        let found = try await guestCase("burst", on: kernel)
        let alerts = try found.alerts()
        #expect(alerts.count == 200)
        #expect(Set(alerts.map(\.id)).count == 200)
        #expect(Set(alerts.map(\.process.pid)).count == 200)
        #expect(Set(alerts.compactMap(\.process.args.last)) == Set((0..<200).map { "/nowhere/\($0)" }))
        for alert in alerts {
            #expect(alert.process.exe.path == "/usr/bin/cat")
            #expect(alert.process.ancestors.first?.exe?.path == "/opt/keyward-tests/triggers/burst")
        }
        #expect(found.total("lost") == 0)
    }

    @Test(arguments: GuestKernel.allCases)
    func theWorkloadOfAProcessThatIsGoneIsKnown(kernel: GuestKernel) async throws {
        let unit = try await guestCase("in_unit", on: kernel).alerts().first?.workload
        #expect(unit?.unit == "backup.service")
        let pod = try await guestCase("in_pod", on: kernel).alerts().first?.workload
        #expect(pod?.container_id == "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")
        #expect(pod?.pod_uid == "11111111-2222-3333-4444-555555555555")
        #expect(pod?.namespace == "shop")
        #expect(pod?.name == "web-0")
    }

    private func guestCase(_ name: String, on kernel: GuestKernel) async throws -> GuestCase {
        try await GuestMachine.shared.guestCase(name, of: "accesses", on: kernel)
    }
}
