// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct KW1007Tests {
    func raw(by exe: String = "/usr/bin/dd", _ device: Bool? = true) -> FileEvent {
        var event = FileEvent.theft(of: "/dev/vda1", by: exe)
        event.file.isBlockDevice = device
        return event
    }

    @Test func `a device read by an unlisted process fires, and nothing else does`() throws {
        let findings = try FilePolicySample.findings(raw())
        #expect(Array(findings.keys) == ["KW-1007"])
        #expect(findings["KW-1007"]?.severity == .high)
        #expect(
            findings["KW-1007"]?.reason
                == "/usr/bin/dd (pid 4211, uid 1001, login 1003, from /usr/bin/bash, session-7.scope) opened for reading "
                + "the block device /dev/vda1, on which credential files lie: no allow entry covers it; nearest is blkid "
                + "(exe: want /usr/sbin/blkid, is /usr/bin/dd)")
    }

    @Test func `writing, executing and an open for calls alone fire it too, and not another rule`() throws {
        #expect(try FilePolicySample.ids(raw().opened(writes: true, flags: 1)) == ["KW-1007"])
        #expect(try FilePolicySample.ids(raw().opened(reads: true, writes: true, flags: 0o1002)) == ["KW-1007"])
        #expect(try FilePolicySample.ids(raw().opened(executes: true)) == ["KW-1007"])
        #expect(try FilePolicySample.ids(raw().opened(flags: 3)) == ["KW-1007"])
    }

    @Test func `another node of the device is named beside it`() throws {
        var event = raw()
        event.file.openedAs = "/tmp/x"
        let reason = try FilePolicySample.findings(event)["KW-1007"]?.reason
        #expect(reason?.contains("the block device /dev/vda1, as /tmp/x, on which credential files lie") == true)
    }

    @Test func `a listed opener is silent for what it may do`() throws {
        let blkid = raw(by: "/usr/sbin/blkid")
        #expect(try FilePolicySample.ids(blkid).isEmpty)
        #expect(try FilePolicySample.ids(blkid.opened(reads: true, writes: true, flags: 2)) == ["KW-1007"])
        #expect(try FilePolicySample.ids(raw(by: "/tmp/blkid")) == ["KW-1007"])
    }

    @Test func `a listed opener is another's in a container, and none if it is forged`() throws {
        let blkid = raw(by: "/usr/sbin/blkid")
        #expect(try FilePolicySample.ids(blkid.inPod("x-cp1", uid: FilePolicySample.staticPodUID)) == ["KW-1007"])
        var forged = blkid
        forged.process.exe.identity = .forged
        #expect(try FilePolicySample.ids(forged) == ["KW-1007"])
    }

    @Test func `udev probes in its own mount namespace, and only in its unit`() throws {
        let udev = raw(by: "/usr/bin/udevadm")
        #expect(try FilePolicySample.ids(udev.inSandbox(of: "systemd-udevd.service")).isEmpty)
        #expect(try FilePolicySample.ids(raw().inSandbox(of: "systemd-udevd.service")) == ["KW-1007"])
        #expect(try FilePolicySample.ids(udev.inSandbox(of: "app.service")) == ["KW-1007"])
        #expect(try FilePolicySample.ids(udev) == ["KW-1007"])
    }

    @Test func `other files below dev, and devices that hold no credential file, are nothing`() throws {
        for device in [nil, false] { #expect(try FilePolicySample.ids(raw(by: "/usr/bin/dd", device)).isEmpty) }
        #expect(try FilePolicySample.ids(raw().renamed(from: "/dev/vda1", to: "/dev/vda2")).isEmpty)
    }

    @Test func `a credential file that is opened is not the device under it`() throws {
        #expect(try FilePolicySample.findings(.theft(of: "/etc/kubernetes/pki/ca.key"))["KW-1007"] == nil)
    }
}
