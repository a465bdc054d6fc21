// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct KW1003Tests {
    func renamed(_ old: String, _ new: String, by exe: String = "/usr/bin/mv") -> FileEvent {
        var event = FileEvent.theft(of: old, by: exe).renamed(from: old, to: new)
        event.file.isDirectory = true
        return event
    }

    @Test(arguments: ["/etc/kubernetes/pki", "/etc/kubernetes", "/etc", "/etc/kubernetes/pki/etcd"])
    func `a directory above credential files moved away fires`(path: String) throws {
        let findings = try FilePolicySample.findings(renamed(path, "/tmp/x"))
        #expect(Array(findings.keys) == ["KW-1003"])
        #expect(findings["KW-1003"]?.reason.contains("from \(path) to /tmp/x") == true)
    }

    @Test func `a directory moved into such a place fires`() throws {
        #expect(try FilePolicySample.ids(renamed("/tmp/x", "/etc/kubernetes/pki")) == ["KW-1003"])
    }

    @Test func `a directory beside them does not`() throws {
        #expect(try FilePolicySample.ids(renamed("/etc/kubernetes/manifests", "/tmp/x")).isEmpty)
        #expect(try FilePolicySample.ids(renamed("/etc/kubernetes-old", "/tmp/x")).isEmpty)
    }

    @Test func `a directory moved by who may rename all of it does not`() throws {
        let path = "/var/lib/kubelet/pki"
        #expect(try FilePolicySample.ids(renamed(path, path + ".old", by: "/usr/bin/kubelet")).isEmpty)
        #expect(
            try FilePolicySample.ids(renamed("/var/lib", "/var/lib.old", by: "/usr/bin/kubelet")) == ["KW-1003"])
    }

    @Test func `a file, or a directory that is opened, is not a directory renamed`() throws {
        let file = FileEvent.theft(of: "/etc/kubernetes/pki/ca.key")
            .renamed(from: "/etc/kubernetes/pki/ca.key", to: "/tmp/x")
        #expect(try FilePolicySample.findings(file)["KW-1003"] == nil)
        var opened = FileEvent.theft(of: "/etc/kubernetes/pki")
        opened.file.isDirectory = true
        #expect(try FilePolicySample.ids(opened).isEmpty)
    }

    func linked(_ old: String, _ new: String, by exe: String = "/usr/bin/ln") -> FileEvent {
        var event = FileEvent.theft(of: old, by: exe).renamed(from: old, to: new)
        event.access = FileAccess(kind: .link, flags: 0)
        return event
    }

    @Test func `a hard link of a key fires, and so does one that takes its name`() throws {
        let key = "/etc/kubernetes/pki/ca.key"
        let findings = try FilePolicySample.findings(linked(key, "/tmp/x"))
        #expect(Array(findings.keys) == ["KW-1003"])
        #expect(findings["KW-1003"]?.reason.contains("hard-linked \(key)") == true)
        #expect(try FilePolicySample.ids(linked("/tmp/x", key)) == ["KW-1003"])
    }

    @Test func `who may rename a file may not link it`() throws {
        let key = "/var/lib/kubelet/pki/kubelet.key"
        #expect(try FilePolicySample.ids(linked(key, "/tmp/x", by: "/usr/bin/kubelet")) == ["KW-1003"])
    }

    @Test func `a hard link beside credential files does not fire`() throws {
        #expect(try FilePolicySample.ids(linked("/etc/kubernetes/manifests/a.yaml", "/tmp/x")).isEmpty)
    }
}
