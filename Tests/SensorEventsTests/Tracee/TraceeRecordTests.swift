// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@Suite struct TraceeRecordTests {
    private func tracee(_ text: String) -> TraceeRecord? {
        if case .tracee(let record) = RecordDecoder.decode(Array(text.utf8)).first { return record }
        return nil
    }

    private let open = #"""
        {"timestamp":"2026-11-20T14:03:22.5Z","name":"security_file_open","workload":{"process":{"host_pid":4211,
        "executable":{"path":"/usr/bin/cp"},"thread":{"name":"cp","host_tid":4212},"real_user":{"id":1001}}},
        "data":[{"name":"pathname","str":"/etc/kubernetes/pki/ca.key"},{"name":"flags","int32":32768},
        {"name":"flags","int32":1}]}
        """#

    private let legacyRename = #"""
        {"timestamp":1795000000123456789,"eventName":"security_inode_rename","hostProcessId":77,"hostThreadId":78,"userId":5,
        "mountNamespace":4026531841,"pidNamespace":4026531836,"cgroupId":5150,"processName":"mv",
        "executable":{"path":"/usr/bin/mv"},"container":{"id":"c0ffee","image":"alpine"},
        "kubernetes":{"podName":"p","podNamespace":"n","podUID":"u"},
        "args":[{"name":"old_path","value":"/a"},{"name":"new_path","value":"/b"}]}
        """#

    @Test func `the v1beta1 form is read`() throws {
        let record = try #require(tracee(open))
        #expect(record.kind == .open && record.isV1Beta1)
        #expect(record.executablePath == "/usr/bin/cp" && record.processName == "cp")
        #expect(record.pathname == "/etc/kubernetes/pki/ca.key")
        #expect(record.flags == 32768 && record.flagsAreInt32)
        #expect(record.process.pid == 4211 && record.process.tid == 4212 && record.process.uid == 1001)
    }

    @Test func `the older form is read`() throws {
        let record = try #require(tracee(legacyRename))
        #expect(record.kind == .rename && !record.isV1Beta1)
        #expect(record.oldPath == "/a" && record.newPath == "/b" && record.executablePath == "/usr/bin/mv")
        #expect(record.time == WallTime(nanoseconds: 1_795_000_000_123_456_789))
        #expect(record.container?.id == "c0ffee" && record.container?.podUID == "u")
        #expect(record.process.cgroupID == 5150)
    }

    @Test(arguments: [
        (#"{"name":"flags","value":"O_RDWR|O_CLOEXEC"}"#, UInt32(0o2000002)), (#"{"name":"flags","value":1}"#, 1),
        (#"{"name":"flags","value":"O_CLOEXEC"}"#, nil), (#"{"name":"flags","value":"2"}"#, 2),
    ])
    func `flags of the older form come as a number or as names`(argument: String, expected: UInt32?) {
        let text =
            "{\"eventName\":\"security_file_open\",\"args\":[{\"name\":\"pathname\",\"value\":\"/x\"},\(argument)]}"
        #expect(tracee(text)?.flags == expected)
    }

    @Test func `another type than int32 gives flags that Tracee's detector would not read`() {
        let text = #"{"name":"security_file_open","data":[{"name":"flags","uint32":2}]}"#
        #expect(tracee(text)?.flags == 2)
        #expect(tracee(text)?.flagsAreInt32 == false)
    }

    @Test func `a host process's path counts as checked, a container's does not`() throws {
        let host = try #require(tracee(open)?.fileEvent)
        #expect(host.process.exe.verifiedHostPath == "/usr/bin/cp")
        #expect(host.access == FileAccess(kind: .open, flags: 32768, reads: true))
        #expect(host.file.pathname == "/etc/kubernetes/pki/ca.key" && host.file.openedAs == host.file.pathname)
        #expect(host.missing == ["file.id", "process.exe.id"])
        let container = try #require(tracee(legacyRename)?.fileEvent)
        #expect(container.process.exe.verifiedHostPath == nil && !container.process.exe.inHostMountNamespace)
        #expect(container.file.pathname == "/a" && container.file.newPath == "/b")
        #expect(container.workload?.containerID == "c0ffee" && container.workload?.pod == "p")
    }

    @Test func `a record's origin follows from its bytes`() {
        let first = tracee(open)?.fileEvent?.origin
        #expect(first == tracee(open)?.fileEvent?.origin)
        #expect(first != tracee(legacyRename)?.fileEvent?.origin)
    }

    @Test func `what a record leaves out is named, and an open without flags counts as a read`() {
        let event = tracee(#"{"name":"security_file_open","data":[{"name":"pathname","str":"/x"}]}"#)?.fileEvent
        #expect(event?.access.reads == true)
        #expect(event?.missing.contains("access.flags") == true && event?.missing.contains("process.exe.path") == true)
        #expect(event?.process.exe.verifiedHostPath == nil)
    }

    @Test func `a record that names no file gives no event, and other Tracee events are no record`() {
        #expect(tracee(#"{"name":"security_file_open","data":[]}"#)?.fileEvent == nil)
        #expect(tracee(#"{"name":"security_socket_connect","data":[]}"#) == nil)
    }
}
