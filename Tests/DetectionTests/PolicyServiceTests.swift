// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// Services of the host to which systemd gave a mount namespace of their own.
@Suite struct PolicyServiceTests {
    static let entry = AllowEntry(
        name: "renewer", exe: ["/usr/bin/renew"], unit: ["renew.service"], access: .read, reason: "watches expiry")

    func event(_ change: (inout FileEvent) -> Void = { _ in }) -> FileEvent {
        var event = FileEvent.thief.by("/usr/bin/renew")
        event.process.exe.verifiedHostPath = nil
        event.process.exe.inHostMountNamespace = false
        event.workload = Workload(cgroup: "/system.slice/renew.service", unit: "renew.service")
        change(&event)
        return event
    }

    func decide(_ event: FileEvent, _ entry: AllowEntry = entry) throws -> AllowDecision {
        try #require(try PolicySample.policy(allow: [entry]).judge(event)).allow
    }

    @Test func `an entry that states the unit covers the path there`() throws {
        #expect(try decide(event()).allowedBy == "renewer")
        #expect(try decide(event { $0.workload?.cgroup += "/worker" }).allowedBy == "renewer")
    }

    @Test func `in the host's mount namespace the path must be verified all the same`() throws {
        let hosted = event { $0.process.exe.inHostMountNamespace = true }
        #expect(try !decide(hosted).isAllowed)
    }

    @Test func `an entry without a unit does not cover it`() throws {
        var entry = Self.entry
        entry.unit = []
        #expect(
            try decide(event(), entry).failed
                == ["workload: want a process of the host, is in a mount namespace of its own"])
    }

    @Test func `another unit, path or cgroup does not pass for it`() throws {
        #expect(try decide(event { $0.workload?.unit = "other.service" }).failed.count == 1)
        #expect(try decide(event { $0.process.exe.path = "/usr/bin/cp" }).failed.count == 1)
        #expect(try decide(event { $0.process.exe.deleted = true }).failed.count == 1)
        #expect(try decide(event { $0.workload?.cgroup = "/lxc/a/system.slice/renew.service" }).failed.count == 1)
        #expect(try !decide(event { $0.workload = nil }).isAllowed)
    }

    @Test func `a container in such a cgroup does not pass for it`() throws {
        let id = String(repeating: "c", count: 64)
        #expect(try decide(event { $0.workload?.containerID = id }).failed.count == 1)
        #expect(try decide(event { $0.workload?.podUID = PolicyJudgeTests.ordinaryUID }).failed.count == 1)
    }
}
