// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct KW1002Tests {
    static let key = "/etc/kubernetes/pki/ca.key"

    @Test func `a key moved away fires`() throws {
        let event = FileEvent.theft(of: Self.key, by: "/usr/bin/mv").renamed(from: Self.key, to: "/tmp/k")
        let finding = try #require(try FilePolicySample.findings(event)["KW-1002"])
        #expect(finding.severity == .high)
        #expect(finding.reason.contains("renamed \(Self.key), the private-key of ca, from \(Self.key) to /tmp/k: "))
        #expect(try FilePolicySample.ids(event) == ["KW-1002"])
    }

    @Test func `a file moved to a credential's name fires`() throws {
        let event = FileEvent.theft(of: Self.key, by: "/usr/bin/mv").renamed(from: "/tmp/k", to: Self.key)
        #expect(try FilePolicySample.ids(event) == ["KW-1002"])
    }

    @Test func `an exchange changes both files`() throws {
        let event = FileEvent.theft(of: Self.key, by: "/usr/bin/mv")
            .renamed(from: Self.key, to: "/tmp/k", flags: 2, replacing: true)
        #expect(try FilePolicySample.ids(event) == ["KW-1002", "KW-1004"])
        #expect(try FilePolicySample.findings(event)["KW-1002"]?.reason.contains("exchanged") == true)
    }

    @Test func `a listed opener renames its own files in silence`() throws {
        let own = "/var/lib/kubelet/pki/kubelet.key"
        let event = FileEvent.theft(of: own, by: "/usr/bin/kubelet")
            .renamed(from: "/var/lib/kubelet/pki/.tmp", to: own, replacing: true)
        #expect(try FilePolicySample.ids(event).isEmpty)
    }

    @Test func `a listed opener of one side only is not enough`() throws {
        let own = "/var/lib/kubelet/pki/kubelet.key"
        let event = FileEvent.theft(of: own, by: "/usr/bin/kubelet").renamed(from: own, to: Self.key)
        #expect(try FilePolicySample.ids(event) == ["KW-1002"])
    }

    @Test func `an opener that may only read may not rename`() throws {
        let db = "/etc/kubernetes/pki/etcd/server.key"
        let event = FileEvent.theft(of: db, by: "/usr/bin/etcd").renamed(from: db, to: "/tmp/k")
        #expect(try FilePolicySample.ids(event) == ["KW-1002"])
    }

    @Test func `renames beside credential files, and opens of them, are not renames of them`() throws {
        let event = FileEvent.theft(of: "/etc/kubernetes/pki/readme").renamed(
            from: "/etc/kubernetes/pki/readme", to: "/tmp/readme")
        #expect(try FilePolicySample.ids(event).isEmpty)
        #expect(try FilePolicySample.findings(.theft(of: Self.key))["KW-1002"] == nil)
    }
}
