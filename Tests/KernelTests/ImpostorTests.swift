// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Those who pose as a component on a real kernel")
struct ImpostorTests {
    @Test(arguments: GuestKernel.allCases, Expectation.impostors)
    func whoIsNotTheKubeletDoesNotPass(kernel: GuestKernel, expected: Expectation) async throws {
        try expected.check(try await guestCase(expected.name, on: kernel))
    }

    @Test(arguments: GuestKernel.allCases)
    func everyRecordIsAccountedFor(kernel: GuestKernel) async throws {
        for found in try await GuestMachine.shared.report("impostors", on: kernel).cases.values {
            try found.checkAccounting()
        }
    }

    @Test(arguments: GuestKernel.allCases)
    func theAlertSaysThatTheExecutableIsForged(kernel: GuestKernel) async throws {
        for name in ["set_mm_exe", "forge_after", "started_before_forged"] {
            let exe = try #require(try await guestCase(name, on: kernel).alerts().last?.process.exe)
            #expect(exe.identity == "forged", "\(name)")
            #expect(exe.exec_id?.count == 16, "\(name)")
        }
        let honest = try await guestCase("exec_into", on: kernel).alerts().last?.process.exe
        #expect(honest?.identity == "exec")
    }

    private func guestCase(_ name: String, on kernel: GuestKernel) async throws -> GuestCase {
        try await GuestMachine.shared.guestCase(name, of: "impostors", on: kernel)
    }
}
