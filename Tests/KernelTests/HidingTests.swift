// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Thieves behind what is skipped, kept or counted on a real kernel")
struct HidingTests {
    @Test(arguments: GuestKernel.allCases, Expectation.hiding)
    func theThiefIsSeen(kernel: GuestKernel, expected: Expectation) async throws {
        try expected.check(try await guestCase(expected.name, on: kernel))
    }

    @Test(arguments: GuestKernel.allCases)
    func everyRecordIsAccountedFor(kernel: GuestKernel) async throws {
        for found in try await GuestMachine.shared.report("hiding", on: kernel).cases.values {
            try found.checkAccounting()
        }
    }

    @Test(arguments: GuestKernel.allCases, [("aggregated_other_process", 51), ("aggregated_other_file", 51)])
    func everyReadIsToldOfOnce(kernel: GuestKernel, expected: (name: String, reads: Int)) async throws {
        let alerts = try await guestCase(expected.name, on: kernel).alerts()
        #expect(alerts.reduce(0) { $0 + ($1.repeats ?? 1) } == expected.reads)
    }

    @Test(arguments: GuestKernel.allCases)
    func eachProcessAndEachExecutionHasAnAlertOfItsOwn(kernel: GuestKernel) async throws {
        let forks = try await guestCase("aggregated_fork", on: kernel).alerts()
        #expect(Set(forks.map(\.process.pid)).count == 6)
        let again = try await guestCase("aggregated_exec_of_itself", on: kernel).alerts()
        #expect(Set(again.map(\.process.pid)).count == 1)
        #expect(Set(again.map(\.process.exe.exec_id)).count == 2)
    }

    private func guestCase(_ name: String, on kernel: GuestKernel) async throws -> GuestCase {
        try await GuestMachine.shared.guestCase(name, of: "hiding", on: kernel)
    }
}
