// SPDX-License-Identifier: Apache-2.0

import Testing

/// What each kernel can be watched by, and that it makes no difference to what is seen.
@Suite("Levels on a real kernel")
struct LevelTests {
    /// What `--hook auto` comes to: opens by an LSM program where tasks interrupt each other in the kernel.
    private static let best: [GuestKernel: String] = [
        .bullseye: "fentry", .bookworm: "fentry", .trixie: "fentry", .newest: "lsm",
    ]

    @Test(arguments: GuestKernel.allCases, ["auto", "fentry", "kprobe", "lsm"])
    func theLevelIsNamedAndSeesTheSame(kernel: GuestKernel, hook: String) async throws {
        let doctor = try await guestCase("doctor_\(hook)", on: kernel)
        let run = try await guestCase(hook, on: kernel)
        // Linux 5.10 of Debian has BPF LSM programs and does not run them: `bpf` is not in its lsm= list.
        if kernel == .bullseye && hook == "lsm" {
            #expect(doctor.status == 3)
            #expect(doctor.output.contains { $0.hasPrefix("MISSING  proof: ") })
            #expect(run.status == 3)
            return
        }
        let level = hook == "auto" ? try #require(Self.best[kernel]) : hook
        #expect(doctor.status == 0)
        #expect(doctor.output.contains { $0.contains("it can arm at level \(level) (hooks by \(level), ") })
        #expect(run.log.contains { $0.hasPrefix("keyward: armed level=\(level) ") })
        #expect(try run.alerts().map(\.headline) == Self.alerts, "\(run.log)")
        #expect(run.total("allowed") == 1)
        try run.checkAccounting()
    }

    @Test(arguments: GuestKernel.allCases)
    func whereFentryMayBeInterruptedItIsSaid(kernel: GuestKernel) async throws {
        let says = try await guestCase("fentry", on: kernel).log.contains { $0.contains("lost_skipped. Boot with") }
        #expect(says == (Self.best[kernel] == "lsm"))
    }

    private static let pki = Expectation.pki

    private static let alerts =
        [
            Expectation.readCA, "KW-1002 \(pki)/ca.key", Expectation.readCA, "KW-1003 \(pki)/sa.key",
            "KW-1004 \(pki)/sa.key", "KW-1003 \(pki)", "KW-1003 \(pki)", "KW-1003 \(pki)",
            "KW-1004 \(pki)/etcd/server.key", "KW-1001 \(pki)/etcd/server.key", Expectation.readPair,
            "KW-1007 /dev/vda",
        ] + Array(repeating: Expectation.readCA, count: 20)

    private func guestCase(_ name: String, on kernel: GuestKernel) async throws -> GuestCase {
        try await GuestMachine.shared.guestCase(name, of: "levels", on: kernel)
    }
}
