// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct PolicyDeviceTests {
    static let disk = PathProfile(
        name: "disk", description: "disks", detect: ["/dev"], trees: ["/dev"],
        openers: [AllowEntry(name: "blkid", exe: ["/usr/sbin/blkid"], access: .read, reason: "names them")],
        files: [
            ProfileFile(paths: ["/dev/**"], credentialClass: .blockDevice, component: "disk", allow: ["blkid"])
        ])

    func policy(_ profiles: [PathProfile] = [PolicySample.control, disk], allow: [AllowEntry] = []) throws -> Policy {
        try Policy(profiles: profiles, allow: allow)
    }

    func raw(by exe: String = "/usr/bin/dd") -> FileEvent {
        var event = FileEvent.thiefOf("/dev/mapper/vg-root").by(exe)
        event.file.isBlockDevice = true
        return event
    }

    @Test func `a device is what the event says, by its own path`() throws {
        let access = try #require(try policy().judge(raw()))
        #expect(
            access.file
                == CredentialFile(
                    pattern: "/dev/mapper/vg-root", credentialClass: .blockDevice, component: "disk", profile: "disk"))
        #expect(!access.allow.isAllowed)
        #expect(try policy().judge(raw(by: "/usr/sbin/blkid"))?.allow.allowedBy == "blkid")
    }

    @Test func `a profile of devices makes no path a credential file, and nothing to search`() throws {
        let policy = try policy()
        #expect(policy.classify("/dev/mapper/vg-root") == nil)
        #expect(policy.judge(.thiefOf("/dev/mapper/vg-root")) == nil)
        #expect(policy.mayHoldCredentials(directory: "/dev") == nil)
        #expect(policy.trees.map(\.path) == ["/etc/kubernetes"])
        #expect(!policy.directories.map(\.path).contains { $0.hasPrefix("/dev") })
        #expect(policy.classify("/etc/kubernetes/pki/ca.key")?.component == "ca")
    }

    @Test func `an opener of devices is none of credential files, nor the reverse`() throws {
        #expect(try policy().judge(FileEvent.thief.by("/usr/sbin/blkid"))?.allow.isAllowed == false)
        #expect(try policy().judge(raw(by: "/usr/bin/kubeadm"))?.allow.isAllowed == false)
    }

    @Test func `a policy that knows no devices judges them all the same`() throws {
        let policy = try policy([PolicySample.control])
        #expect(policy.judge(raw())?.file?.credentialClass == .blockDevice)
        #expect(policy.judge(raw())?.allow == AllowDecision())
    }

    @Test(arguments: [[PolicySample.control, disk], [PolicySample.control]])
    func `an entry that states no files is about credential files`(profiles: [PathProfile]) throws {
        var entry = AllowEntry(name: "image", exe: ["/usr/bin/dd"], access: .read, reason: "a trial")
        let refused = try #require(try policy(profiles, allow: [entry]).judge(raw())).allow
        #expect(refused.failed == ["files: want a credential file, is /dev/mapper/vg-root (disk)"])
        for files in [FileSelection(classes: [.blockDevice]), FileSelection(paths: ["/dev/mapper/*"])] {
            entry.files = files
            #expect(try policy(profiles, allow: [entry]).judge(raw())?.allow.allowedBy == "image")
        }
        entry.files = FileSelection(classes: [.privateKey])
        #expect(try policy(profiles, allow: [entry]).judge(raw())?.allow.isAllowed == false)
    }

    @Test func `a block device elsewhere than below dev is a mistake`() {
        var profile = Self.disk
        profile.trees = ["/dev", "/srv"]
        profile.files[0].paths = ["/srv/**"]
        #expect(throws: PolicyProblem(owner: "disk", message: "'/srv/**' is to be a block device below /dev")) {
            try policy([profile])
        }
    }
}
