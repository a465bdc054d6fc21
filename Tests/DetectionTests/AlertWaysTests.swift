// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// Alerts of mounts, block devices, repeats and forged executables.
@Suite struct AlertWaysTests {
    private static func json(_ access: JudgedAccess, _ finding: Finding) throws -> JSONNode {
        try JSONNode(try AlertJSONEncoder().encode(try AlertSamples.alert(access, [finding], upstream: [])))
    }
    private static func text(_ access: JudgedAccess, _ finding: Finding) throws -> String {
        let alert = try AlertSamples.alert(access, [finding], upstream: [])
        return String(decoding: try AlertTextEncoder().encode(alert), as: UTF8.self)
    }

    @Test(arguments: [
        (MountSide.of, "mount-of", "mounted /etc/kubernetes/pki elsewhere", "mounted elsewhere"),
        (.over, "mount-over", "mounted over /etc/kubernetes/pki", "mounted over"),
    ])
    func `a mount says which side the file is`(side: MountSide, name: String, sentence: String, deed: String) throws {
        let json = try Self.json(AlertSamples.mount(side), AlertSamples.wayFinding)
        #expect(json["file"]?["access"] == .array([.string(name)]))
        #expect(json["file"]?["flags"] == .number(0x1000))
        #expect(json["file"]?["directory"] == .flag(true))
        #expect(json["output"]?.string?.hasSuffix(") \(sentence)") == true)
        #expect(json["output_fields"]?["evt.type"] == .string("mount"))
        let text = try Self.text(AlertSamples.mount(side), AlertSamples.wayFinding)
        #expect(text.contains("  file      /etc/kubernetes/pki, \(deed)\n"))
    }

    @Test func `what to do about a mount is not what to do about a read, and differs by side`() throws {
        let steps = try [
            AlertSamples.mount(.of), AlertSamples.mount(.over), AlertSamples.mount(.of, isDirectory: false),
        ]
        .map { try AlertSamples.alert($0, [AlertSamples.wayFinding]).remediation }
        #expect(steps[0] != steps[1])
        #expect(steps[0] == steps[2])
        #expect(steps[0].first?.contains("findmnt") == true)
        #expect(steps.joined().allSatisfy { !$0.contains("Replace this certificate authority") })
    }

    @Test func `a mount without a side is one that is told everywhere`() throws {
        let json = try Self.json(AlertSamples.mount(nil), AlertSamples.wayFinding)
        #expect(json["file"]?["access"] == .array([.string("mount-of")]))
    }

    @Test func `a block device says that it is one`() throws {
        let json = try Self.json(AlertSamples.device(), AlertSamples.deviceFinding)
        #expect(json["file"]?["block_device"] == .flag(true))
        #expect(json["file"]?["access"] == .array([.string("read")]))
        #expect(json["file"]?["class"] == .string("block-device"))
        #expect(json["output"]?.string?.hasSuffix(") opened for reading the block device /dev/vda1") == true)
        #expect(try AlertSamples.alert(AlertSamples.device(), [AlertSamples.deviceFinding]).remediation.count == 2)
        let file = try Self.json(AlertSamples.read(), AlertSamples.readFinding)["file"]
        #expect(file?["block_device"] == nil)
    }

    @Test func `repeats are counted in every form`() throws {
        let json = try Self.json(AlertSamples.repeats(), AlertSamples.readFinding)
        let words = "41 more times, last at 2026-11-18T11:06:40.123456789Z"
        #expect(json["repeats"] == .number(41))
        #expect(json["output"]?.string?.hasSuffix("/etc/kubernetes/pki/ca.key, \(words)") == true)
        #expect(json["output_fields"]?["keyward.repeats"] == .number(41))
        let text = try Self.text(AlertSamples.repeats(), AlertSamples.readFinding)
        #expect(text.contains("  repeats   \(words)\n"))
        #expect(try Self.text(AlertSamples.repeats(1), AlertSamples.readFinding).contains("1 more time, last at "))
        #expect(try Self.json(AlertSamples.repeats(nil), AlertSamples.readFinding)["repeats"] == nil)
    }

    @Test func `repeats have ids of their own, by their count`() throws {
        let ids = try [nil, 0, 1, 41].map { try AlertSamples.alert(AlertSamples.repeats($0)).id }
        #expect(Set(ids).count == ids.count)
        #expect(try AlertSamples.alert(AlertSamples.repeats()).id == ids.last)
    }

    @Test func `an executable says how far the kernel vouches for it`() throws {
        for identity in [ExecutableFacts.Identity.exec, .forged, .unknown] {
            let json = try Self.json(AlertSamples.forged(identity), AlertSamples.readFinding)
            #expect(json["process"]?["exe"]?["identity"] == .string(identity.rawValue))
            #expect(json["process"]?["exe"]?["exec_id"] == .string("0000abcdef012345"))
            #expect(json["output"]?.string?.contains(" uid=1001 exe=forged ") == (identity == .forged))
        }
        let exe = try Self.json(AlertSamples.read(), AlertSamples.readFinding)["process"]?["exe"]
        #expect(exe?["identity"] == nil)
        #expect(exe?["exec_id"] == nil)
    }

    @Test(arguments: [
        (ExecutableFacts.Identity.forged, "/usr/bin/kubelet [forged: it executed another file], pid"),
        (.unknown, "/usr/bin/kubelet [its execution was not seen], pid"), (.exec, "/usr/bin/kubelet, pid"),
    ])
    func `the text form warns of an executable that is not vouched for`(
        identity: ExecutableFacts.Identity, words: String
    ) throws {
        #expect(try Self.text(AlertSamples.forged(identity), AlertSamples.readFinding).contains(words))
    }
}
