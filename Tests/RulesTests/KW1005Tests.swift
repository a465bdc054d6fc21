// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing

@Suite struct KW1005Tests {
    static let certificate = "/etc/kubernetes/pki/ca.crt"

    @Test func `a public certificate read by an unlisted process is information`() throws {
        let findings = try FilePolicySample.findings(.theft(of: Self.certificate))
        #expect(Array(findings.keys) == ["KW-1005"])
        #expect(findings["KW-1005"]?.severity == .info)
    }

    @Test func `a listed reader is silent`() throws {
        #expect(try FilePolicySample.ids(.theft(of: Self.certificate, by: "/usr/bin/kubelet")).isEmpty)
    }

    @Test func `a key beside it, or a write of it, is not this rule's`() throws {
        #expect(try FilePolicySample.findings(.theft(of: "/etc/kubernetes/pki/ca.key"))["KW-1005"] == nil)
        let write = FileEvent.theft(of: Self.certificate).opened(writes: true, flags: 1)
        #expect(try FilePolicySample.findings(write)["KW-1005"] == nil)
    }
}
