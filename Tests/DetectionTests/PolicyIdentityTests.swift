// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// Executables whose identity the kernel does not vouch for.
@Suite struct PolicyIdentityTests {
    static let kubelet = FileEvent.thiefOf("/var/lib/kubelet/pki/kubelet.key").by("/usr/bin/kubelet")
    static let etcd = FileEvent.thiefOf("/etc/kubernetes/pki/etcd/server.key")
        .by("/usr/local/bin/etcd", inPod: "etcd-cp1", uid: PolicyJudgeTests.staticUID)

    func decide(_ event: FileEvent, _ identity: ExecutableFacts.Identity?, allow: [AllowEntry] = []) throws
        -> AllowDecision
    {
        var event = event
        event.process.exe.identity = identity
        return try #require(try PolicySample.policy(allow: allow).judge(event)).allow
    }

    @Test func `an execution that was seen, and a sensor that does not say, are believed`() throws {
        for identity in [ExecutableFacts.Identity.exec, nil] {
            #expect(try decide(Self.kubelet, identity).allowedBy == "kubelet")
            #expect(try decide(Self.etcd, identity).allowedBy == "etcd")
        }
    }

    @Test func `a forged executable is nobody's, whatever path was verified`() throws {
        #expect(
            try decide(Self.kubelet, .forged)
                == AllowDecision(
                    nearest: "kubelet",
                    failed: ["exe: want /usr/bin/kubelet, is /usr/bin/kubelet, forged: it executed another file"]))
        #expect(
            try decide(Self.etcd, .forged).failed
                == ["exe: want /usr/local/bin/etcd, is /usr/local/bin/etcd, forged: it executed another file"])
    }

    @Test func `an execution that was not seen is missing, not matched`() throws {
        #expect(
            try decide(Self.kubelet, .unknown).failed
                == ["exe: want /usr/bin/kubelet, is missing (the execution was not seen)"])
        #expect(
            try decide(Self.etcd, .unknown).failed
                == ["exe: want /usr/local/bin/etcd, is missing (the execution was not seen)"])
    }

    @Test func `an entry that states no executable does not ask for one`() throws {
        let entry = AllowEntry(name: "session", unit: ["session-*.scope"], access: .read, reason: "a trial")
        for identity in [ExecutableFacts.Identity.exec, .forged, .unknown] {
            #expect(
                try decide(Self.kubelet, identity, allow: [entry]).allowedBy
                    == (identity == .exec ? "kubelet" : "session"))
        }
    }
}
