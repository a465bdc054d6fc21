// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Names, mounts and devices on a real kernel")
struct MoreWayTests {
    @Test(arguments: GuestKernel.allCases, Expectation.moreWays)
    func theWayGivesItsAlerts(kernel: GuestKernel, expected: Expectation) async throws {
        try expected.check(try await guestCase(expected.name, on: kernel))
    }

    @Test(arguments: GuestKernel.allCases)
    func everyRecordIsAccountedFor(kernel: GuestKernel) async throws {
        for found in try await GuestMachine.shared.report("more_ways", on: kernel).cases.values {
            try found.checkAccounting()
        }
    }

    /// What a mount brings is known when the sensor has looked again, which it does without being told.
    @Test(arguments: GuestKernel.allCases)
    func aFileSystemMountedOverTheKeysIsProtectedInTime(kernel: GuestKernel) async throws {
        let alerts = try await guestCase("later_tmpfs", on: kernel).alerts().map(\.headline)
        #expect(alerts.contains("KW-1003 \(Expectation.pki)"))
        #expect(alerts.contains(Expectation.readCA))
    }

    @Test(arguments: GuestKernel.allCases)
    func aWorkerThatOutlivesAnExecutionIsThatOfTheNewProgram(kernel: GuestKernel) async throws {
        let found = try await guestCase("uring_across_exec", on: kernel)
        let alerts = try found.alerts()
        // The workers of Linux 5.10 are kernel threads, which executed nothing: there the kubelet's own alerts too.
        #expect(alerts.allSatisfy { $0.headline == Expectation.readPair })
        #expect(kernel == .bullseye ? !alerts.isEmpty : alerts.map(\.process.exe.path) == ["/srv/other"])
    }

    private func guestCase(_ name: String, on kernel: GuestKernel) async throws -> GuestCase {
        try await GuestMachine.shared.guestCase(name, of: "more_ways", on: kernel)
    }
}
