// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing
import TestSupport

/// aquasecurity/tracee, detectors/kubernetes_certificate_theft_attempt.go and its test.
@Suite struct UpstreamTraceeTests {
    private func fires(_ text: String) -> Bool {
        RecordDecoder.decode(Array(text.utf8)).flatMap(UpstreamVerdicts.of) == [.traceeCertificateTheft]
    }

    private func open(_ path: String, by executable: String, flags: String = #""int32":0"#) -> String {
        """
        {"name":"security_file_open","workload":{"process":{"executable":{"path":"\(executable)"}}},
        "data":[{"name":"pathname","str":"\(path)"},{"name":"flags",\(flags)}]}
        """
    }

    @Test func `each published case comes out as published`() throws {
        let cases = try AuditFixture.cases("tracee-cases.jsonl")
        #expect(cases.count == 5)
        for example in cases {
            let verdicts = RecordDecoder.decode(example.record).flatMap(UpstreamVerdicts.of)
            #expect((verdicts == [.traceeCertificateTheft]) == example.fires, "\(example.name)")
        }
    }

    @Test(arguments: [
        ("/etc/kubernetes/pki/ca.crt", true), ("/etc/kubernetes/pki/", true), ("/etc/kubernetes/pki", false),
        ("/etc/kubernetes/admin.conf", false), ("/host/etc/kubernetes/pki/ca.key", false),
        ("etc/kubernetes/pki/x", false),
    ])
    func `only the kubeadm directory is watched`(path: String, expected: Bool) {
        #expect(fires(open(path, by: "/usr/bin/cp")) == expected)
    }

    @Test(arguments: [
        ("/tmp/kubelet", false), ("kubelet", false), ("/usr/bin/kube-controller-manager", true),
        ("/tmp/kube-controller", false), ("/usr/bin/kubeadm", true), ("/usr/bin/etcd/", false), ("", true),
    ])
    func `openers are excluded by base name`(executable: String, expected: Bool) {
        #expect(fires(open("/etc/kubernetes/pki/ca.key", by: executable)) == expected)
    }

    @Test(arguments: [
        (#""int32":0"#, true), (#""int32":1"#, false), (#""int32":2"#, true), (#""int32":3"#, false),
        (#""int32":32770"#, true), (#""uint32":0"#, false), (#""str":"O_RDONLY""#, false), (#""int64":"0""#, false),
    ])
    func `an open counts if its int32 flags read`(flags: String, expected: Bool) {
        #expect(fires(open("/etc/kubernetes/pki/ca.key", by: "/bin/cp", flags: flags)) == expected)
    }

    @Test func `an open without flags does not count`() {
        #expect(!fires(#"{"name":"security_file_open","data":[{"name":"pathname","str":"/etc/kubernetes/pki/x"}]}"#))
    }

    @Test func `every rename away from the directory counts, whoever does it, and none into it`() {
        let rename =
            #"{"name":"security_inode_rename","workload":{"process":{"executable":{"path":"/bin/kubelet"}}},"data":["#
        #expect(fires(rename + #"{"name":"old_path","str":"/etc/kubernetes/pki/x"}]}"#))
        #expect(
            !fires(rename + #"{"name":"old_path","str":"/tmp/x"},{"name":"new_path","str":"/etc/kubernetes/pki/x"}]}"#))
    }

    @Test func `a live open is judged by the path in the opener's mount namespace`() {
        var event = FileEvents.theft()
        #expect(UpstreamVerdicts.of(event) == [.traceeCertificateTheft])
        event.file.openedAs = "/host/etc/kubernetes/pki/ca.key"
        #expect(UpstreamVerdicts.of(event).isEmpty)
        event.file.openedAs = nil
        #expect(UpstreamVerdicts.of(event) == [.traceeCertificateTheft])
        event.access.flags = 1
        #expect(UpstreamVerdicts.of(event).isEmpty)
        event.access.flags = 2
        event.process.exe.path = "/tmp/kubelet"
        #expect(UpstreamVerdicts.of(event).isEmpty)
    }

    @Test(arguments: [FileAccess.Kind.mount, .link, .unlink])
    func `what upstream has no hook for fires nothing`(kind: FileAccess.Kind) {
        var event = FileEvents.theft()
        event.access = FileAccess(kind: kind, flags: 0, reads: true)
        #expect(UpstreamVerdicts.of(event).isEmpty)
    }

    @Test func `a live rename is judged by its old path`() {
        var event = FileEvents.theft()
        event.access = FileAccess(kind: .rename, flags: 0)
        event.process.exe.path = "/usr/bin/kubelet"
        event.file.oldPath = "/etc/kubernetes/pki/ca.key"
        #expect(UpstreamVerdicts.of(event) == [.traceeCertificateTheft])
        event.file.oldPath = "/root/ca.key"
        #expect(UpstreamVerdicts.of(event).isEmpty)
    }
}
