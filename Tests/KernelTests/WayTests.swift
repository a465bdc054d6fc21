// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Less common ways and readers on a real kernel")
struct WayTests {
    @Test(arguments: GuestKernel.allCases, Expectation.ways)
    func theWayGivesItsAlerts(kernel: GuestKernel, expected: Expectation) async throws {
        try expected.check(try await guestCase(expected.name, on: kernel))
    }

    @Test(arguments: GuestKernel.allCases)
    func everyRecordIsAccountedFor(kernel: GuestKernel) async throws {
        for found in try await GuestMachine.shared.report("ways", on: kernel).cases.values {
            try found.checkAccounting()
        }
    }

    /// An open in an overlay is two for the kernel: the overlay's own file, which nothing protects, and the file below.
    /// Up to 6.1 the second one goes by the overlay's path too, from 6.12 on by its own, seen from the lower folder.
    @Test(arguments: GuestKernel.allCases)
    func aReadThroughAnOverlayIsSeenOnceByTheFileBelow(kernel: GuestKernel) async throws {
        let isOld = [.bullseye, .bookworm].contains(kernel)
        let openedAs = isOld ? "/srv/merged/pki/ca.key" : "/pki/ca.key"
        let found = try await guestCase("overlay", on: kernel)
        let expected = Expectation(
            "overlay", [Expectation.readCA], openedAs: openedAs, executable: "/usr/bin/cat", output: ["key of ca"])
        try expected.check(found)
        #expect(found.total("events") == 1)
    }

    @Test(arguments: GuestKernel.allCases)
    func aTreeMadeAnewIsProtected(kernel: GuestKernel) async throws {
        let found = try await guestCase("tree_recreated", on: kernel)
        #expect(try found.alerts().contains { $0.headline == Expectation.readCA })
    }

    @Test(arguments: GuestKernel.allCases)
    func aFileThatGotTheInodeNumberOfADeletedKeyIsNotTakenForIt(kernel: GuestKernel) async throws {
        let found = try await guestCase("inode_reused", on: kernel)
        #expect(found.output == ["unrelated"])
        // The removal of the key, and nothing about the file that took its number.
        #expect(try found.alerts().map(\.headline) == ["KW-1004 /etc/kubernetes/pki/ca.key"])
        #expect(found.total("events") == 1)
    }

    @Test(arguments: GuestKernel.allCases)
    func executingAKeyIsAReadThatSaysSo(kernel: GuestKernel) async throws {
        #expect(try await guestCase("executed", on: kernel).alerts().map(\.file.access) == [["read", "execute"]])
        #expect(try await guestCase("handle", on: kernel).alerts().map(\.file.access) == [["read"]])
    }

    @Test(arguments: GuestKernel.allCases)
    func aThreadIsToldFromItsProcess(kernel: GuestKernel) async throws {
        // The workers of Linux 5.10 are kernel threads, which are processes by themselves.
        for name in kernel == .bullseye ? ["thread"] : ["thread", "uring_async"] {
            let process = try #require(try await guestCase(name, on: kernel).alerts().first?.process)
            #expect(process.tid != process.pid, "\(name)")
        }
        let process = try #require(try await guestCase("uring", on: kernel).alerts().first?.process)
        #expect(process.tid == process.pid)
    }

    @Test(arguments: GuestKernel.allCases)
    func anExecutableWithoutAFileIsMarked(kernel: GuestKernel) async throws {
        let marks = { (name: String) in
            let exe = try await guestCase(name, on: kernel).alerts().first?.process.exe
            return [exe?.deleted, exe?.memfd]
        }
        #expect(try await marks("memfd") == [true, true])
        #expect(try await marks("deleted_executable") == [true, false])
        #expect(try await marks("thread") == [false, false])
    }

    private func guestCase(_ name: String, on kernel: GuestKernel) async throws -> GuestCase {
        try await GuestMachine.shared.guestCase(name, of: "ways", on: kernel)
    }
}
