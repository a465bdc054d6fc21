// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct KW1004Tests {
    static let certificate = "/etc/kubernetes/pki/ca.crt"

    @Test func `writing fires for a key and for a public certificate alike`() throws {
        for path in [Self.certificate, "/etc/kubernetes/pki/ca.key"] {
            let event = FileEvent.theft(of: path).opened(writes: true, flags: 1)
            let findings = try FilePolicySample.findings(event)
            #expect(Array(findings.keys) == ["KW-1004"])
            #expect(findings["KW-1004"]?.severity == .high)
            #expect(findings["KW-1004"]?.reason.contains("opened for writing \(path)") == true)
        }
    }

    @Test func `truncating at an open for reading is writing`() throws {
        let event = FileEvent.theft(of: Self.certificate).opened(reads: true, flags: 0o1000)
        #expect(try FilePolicySample.ids(event) == ["KW-1004", "KW-1005"])
    }

    @Test func `replacing by a rename fires, and names what was replaced`() throws {
        let event = FileEvent.theft(of: Self.certificate)
            .renamed(from: "/tmp/evil.crt", to: Self.certificate, replacing: true)
        let findings = try FilePolicySample.findings(event)
        #expect(findings.keys.sorted() == ["KW-1002", "KW-1004"])
        #expect(findings["KW-1004"]?.reason.contains("replaced \(Self.certificate) by a rename") == true)
    }

    @Test func `a rename that replaces nothing changes no content`() throws {
        let event = FileEvent.theft(of: Self.certificate).renamed(from: "/tmp/evil.crt", to: Self.certificate)
        #expect(try FilePolicySample.findings(event)["KW-1004"] == nil)
        let away = FileEvent.theft(of: Self.certificate)
            .renamed(from: Self.certificate, to: "/tmp/other", replacing: true)
        #expect(try FilePolicySample.findings(away)["KW-1004"] == nil)
    }

    @Test func `who renews them writes in silence, and reading is not writing`() throws {
        let event = FileEvent.theft(of: Self.certificate, by: "/usr/bin/kubeadm").opened(writes: true, flags: 0o1001)
        #expect(try FilePolicySample.ids(event).isEmpty)
        #expect(try FilePolicySample.findings(.theft(of: Self.certificate))["KW-1004"] == nil)
    }

    func removed(_ path: String, by exe: String = "/usr/bin/rm") -> FileEvent {
        var event = FileEvent.theft(of: path, by: exe)
        event.access = FileAccess(kind: .unlink, flags: 0)
        event.file.openedAs = nil
        return event
    }

    @Test func `removing fires for a key and for a public certificate alike`() throws {
        for path in [Self.certificate, "/etc/kubernetes/pki/ca.key"] {
            let findings = try FilePolicySample.findings(removed(path))
            #expect(Array(findings.keys) == ["KW-1004"])
            #expect(findings["KW-1004"]?.reason.contains("removed \(path)") == true)
        }
    }

    @Test func `who renews them removes in silence, and other files are nobody's concern`() throws {
        #expect(try FilePolicySample.ids(removed("/var/lib/kubelet/pki/kubelet.key", by: "/usr/bin/kubelet")).isEmpty)
        #expect(try FilePolicySample.ids(removed("/etc/kubernetes/manifests/a.yaml")).isEmpty)
    }

    @Test func `a planted directory is another rule's`() throws {
        var event = FileEvent.theft(of: "/etc/kubernetes/pki")
            .renamed(from: "/tmp/pki", to: "/etc/kubernetes/pki", replacing: true)
        event.file.isDirectory = true
        #expect(try FilePolicySample.findings(event)["KW-1004"] == nil)
    }
}
