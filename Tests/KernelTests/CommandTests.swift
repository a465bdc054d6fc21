// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Commands on a real kernel")
struct CommandTests {
    @Test(arguments: GuestKernel.allCases)
    func doctorSaysThatTheSensorCanArm(kernel: GuestKernel) async throws {
        let found = try await guestCase("doctor", on: kernel)
        #expect(found.status == 0)
        #expect(found.output.last == "The sensor can arm here.")
    }

    @Test(arguments: GuestKernel.allCases)
    func triggerMakesEachAlert(kernel: GuestKernel) async throws {
        let found = try await guestCase("trigger", on: kernel)
        #expect(found.status == 0)
        #expect(found.output.count == 5)
        for (line, rule) in zip(found.output, ["KW-1001", "KW-1004", "KW-1003", "KW-1002", "KW-1004"]) {
            #expect(line.contains(rule))
        }
    }

    @Test(arguments: GuestKernel.allCases)
    func aMissingCapabilityIsNamedWithItsFix(kernel: GuestKernel) async throws {
        for name in ["doctor_without_capabilities", "run_without_capabilities"] {
            let found = try await guestCase(name, on: kernel)
            #expect(found.status == 3)
            let text = (found.output + found.log).joined(separator: "\n")
            #expect(text.contains("lacks CAP_BPF and CAP_PERFMON"))
            #expect(text.contains("Run as root"))
        }
    }

    @Test(arguments: GuestKernel.allCases)
    func aMissingTypeDescriptionIsNamedWithItsFix(kernel: GuestKernel) async throws {
        let found = try await guestCase("run_without_btf", on: kernel)
        #expect(found.status == 3)
        #expect(found.log.joined().contains("CONFIG_DEBUG_INFO_BTF=y"))
    }

    @Test(arguments: GuestKernel.allCases)
    func lockdownIsNamedWithItsFix(kernel: GuestKernel) async throws {
        let report = try await GuestMachine.shared.report("lockdown", on: kernel, append: "lockdown=confidentiality")
        let found = try #require(report.cases["run"])
        #expect(found.status == 3)
        #expect(found.log.joined().contains("lockdown=integrity"))
    }

    @Test(arguments: GuestKernel.allCases)
    func aSecondInstanceIsRefusedAndToldOfTheFirst(kernel: GuestKernel) async throws {
        let found = try await guestCase("second_instance", on: kernel)
        #expect(found.status == 2)
        #expect(found.log.joined().contains("Another keyward (pid "))
    }

    @Test(arguments: GuestKernel.allCases)
    func withNothingToProtectItArmsAndWatches(kernel: GuestKernel) async throws {
        let found = try await guestCase("nothing_to_protect", on: kernel)
        #expect(found.output.contains { $0.hasPrefix("keyward: armed level=") && $0.hasSuffix(" protected=0") })
        #expect(found.output.contains { $0.contains("nothing to protect yet") })
    }

    @Test(arguments: GuestKernel.allCases)
    func aReplayedCaptureGivesTheLiveAlertsByteForByte(kernel: GuestKernel) async throws {
        let live = try await guestCase("live", on: kernel)
        #expect(live.output.count == 4)
        let replay = try await guestCase("replay", on: kernel)
        #expect(replay.status == 0)
        #expect(replay.output == live.output)
        #expect(try await guestCase("replay_again", on: kernel).output == replay.output)
        #expect(try await guestCase("replay_equals_live", on: kernel).status == 0)
    }

    @Test(arguments: GuestKernel.allCases)
    func belowAnotherRootTheAlertNamesTheHostsPath(kernel: GuestKernel) async throws {
        let found = try await guestCase("other_root", on: kernel)
        #expect(found.output.count == 1)
        #expect(found.output.first?.contains("\"pathname\":\"/etc/kubernetes/pki/ca.key\"") == true)
    }

    @Test(arguments: GuestKernel.allCases)
    func theAuditLogIsJudgedBesideTheRingsAndReplayedAlike(kernel: GuestKernel) async throws {
        let live = try await guestCase("audit_beside", on: kernel)
        for (text, count) in [("\"source\":\"syscall\"", 1), ("\"auditID\":\"one\"", 1), ("\"auditID\":\"two\"", 1)] {
            #expect(live.output.count { $0.contains(text) } == count, "\(text)")
        }
        #expect(live.output.count == 3)
        let totals = try await guestCase("audit_beside_log", on: kernel).output.last
        #expect(totals?.contains(" alerts=1 ") == true)
        #expect(totals?.contains(" audit_lines=2 audit_passed_over=0 ") == true)
        #expect(totals?.contains(" audit_items=2 audit_events=2 audit_alerts=2 ") == true)
        #expect(try await guestCase("audit_beside_replay", on: kernel).output == live.output)
    }

    private func guestCase(_ name: String, on kernel: GuestKernel) async throws -> GuestCase {
        try await GuestMachine.shared.guestCase(name, of: "commands", on: kernel)
    }
}
