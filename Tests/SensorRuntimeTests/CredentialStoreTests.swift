// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@testable import SensorRuntime

@Suite final class CredentialStoreTests {
    private let key = "/etc/kubernetes/pki/apiserver-kubelet-client.key"
    private let certificate = "/etc/kubernetes/pki/apiserver-kubelet-client.crt"
    let node: CredentialNode
    private var now: UInt64 = 100
    private lazy var store = CredentialStore(
        root: node.root, policy: node.policy, reader: node.reader(), now: { [unowned self] in now })

    init() throws {
        node = try CredentialNode()
    }

    private func refresh(at time: UInt64) throws -> Int {
        now = time
        var read = 0
        store.refresh(try node.scan().entries) { read += 1 }
        return read
    }

    private func event(_ path: String) -> FileEvent {
        var event = FileEvents.theft(of: path)
        event.file.id = InodeID(device: 0, inode: 0, generation: 0)
        return event
    }

    private func user(_ path: String, at time: UInt64) -> String? {
        store.credentials(of: event(path), atBoot: time)?.first?.user
    }

    @Test func `a file is read again only if it or what it was learned from has changed`() throws {
        let files = try node.scan().entries.count { $0.kind == .file }
        #expect(try refresh(at: 100) == files)
        #expect(try refresh(at: 200) == 0)
        try node.secrets.write(certificate, node.secrets.text("/etc/kubernetes/pki/front-proxy-client.crt"))
        // The key, and the certificate itself.
        #expect(try refresh(at: 300) == 2)
        #expect(user(key, at: 150) == "kube-apiserver-kubelet-client")
        #expect(user(key, at: 350) == "front-proxy-client")
    }

    @Test func `what was known before a file was replaced or removed is what counts`() throws {
        _ = try refresh(at: 100)
        try node.directory.delete(key)
        try node.directory.delete(certificate)
        try node.directory.file(key, "new")
        _ = try refresh(at: 200)
        #expect(user(key, at: 150) == "kube-apiserver-kubelet-client")
        #expect(user(key, at: 250) == nil)
        try node.directory.delete(key)
        _ = try refresh(at: 300)
        #expect(user(key, at: 150) == "kube-apiserver-kubelet-client")
        // Before the first refresh: the first answer.
        #expect(user(key, at: 50) == "kube-apiserver-kubelet-client")
    }

    @Test func `a file that no refresh has met is read when it is asked for`() throws {
        _ = try refresh(at: 100)
        try node.secrets.write("/etc/kubernetes/super-admin.conf", node.secrets.text(NodeSecrets.admin))
        #expect(user("/etc/kubernetes/super-admin.conf", at: 150) == "kubernetes-admin")
        for number in 0..<100 {
            let found = store.credentials(of: event("/etc/kubernetes/tmp/\(number).key"), atBoot: 150)
            #expect(found?.count == 1 && found?.first?.kind == .unknown)
        }
    }

    @Test func `a rename tells of both names, a directory of its secret files, a disk of those on it`() throws {
        _ = try refresh(at: 100)
        var rename = event("/etc/kubernetes/pki/ca.key")
        rename.file.newPath = KernelString(key)
        #expect(
            store.credentials(of: rename, atBoot: 150)?.map(\.user) == ["kubernetes", "kube-apiserver-kubelet-client"])
        var directory = event("/etc/kubernetes/pki")
        directory.file.isDirectory = true
        let below = try #require(store.credentials(of: directory, atBoot: 150))
        #expect(below.prefix(3).allSatisfy { $0.kind == .authority } && below[3].kind == .serviceAccountKey)
        #expect(below.count == 8 && below.allSatisfy { $0.file != nil })
        let device = try #require(try node.scan().entries.first).id.device
        var disk = event("/dev/vda1")
        disk.file.isBlockDevice = true
        #expect(store.credentials(of: disk, atBoot: 150, devices: [device])?.count ?? 0 > below.count)
        #expect(store.credentials(of: disk, atBoot: 150, devices: [device + 1]) == nil)
        #expect(store.credentials(of: event("/etc/passwd"), atBoot: 150) == nil)
    }

    @Test func `nothing secret is in an alert, a capture or an inventory`() throws {
        _ = try refresh(at: 100)
        let detector = Detector(policy: node.policy, context: AlertContext(hostname: "n"))
        var output = ""
        var alerts = 0
        for entry in try node.scan().entries {
            var event = event(entry.path)
            event.file.isDirectory = entry.kind == .directory
            event.credentials = store.credentials(of: event, atBoot: 150)
            output += String(decoding: try JSONLine.encode(event), as: UTF8.self)
            guard let alert = detector.detect(event, upstream: []).alert else { continue }
            alerts += 1
            output += String(decoding: try AlertJSONEncoder().encode(alert), as: UTF8.self)
            output += String(decoding: try AlertTextEncoder().encode(alert), as: UTF8.self)
        }
        var inventory = try Inventory(root: node.root, policy: node.policy)
        inventory.identify(with: node.reader(), now: WallTime(nanoseconds: 1))
        for item in inventory.items { output += String(decoding: try JSONLine.encode(item), as: UTF8.self) }
        #expect(alerts > 15 && output.contains("system:node:node-a") && output.contains("JTI=5b2f-1"))
        #expect(node.secrets.pieces.count > 40)
        let leaks = node.secrets.leaks(in: output)
        #expect(leaks.isEmpty)
        // They are found where they are.
        let text = try node.secrets.text(NodeSecrets.admin)
        #expect(!node.secrets.leaks(in: text).isEmpty)
    }

    @Test func `its own plain reading is its own, and nothing else is`() throws {
        let own = try #require(OwnProcess(procfs: "/proc"))
        let stat = try #require(ProcessStat(Array("7 (a) S 1 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 500 0".utf8)))
        let process = OwnProcess(pid: 7, stat: stat, ticksPerSecond: 100)
        var record = EnrichRecords.open(entryID: 1)
        record.process.pid = 7
        record.process.startTime = 5_000_000_000
        record.mode = 1
        #expect(process.read(record) && !own.read(record))
        var others = [record, record, record]
        others[0].process.pid = 8
        others[1].process.startTime = 9_000_000_000
        others[2].mode = 3
        #expect(!others.contains { process.read($0) })
    }
}
