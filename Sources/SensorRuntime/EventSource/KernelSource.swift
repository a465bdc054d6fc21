// SPDX-License-Identifier: Apache-2.0

import CEventABI
import FoundationEssentials
package import SensorEvents

/// The node's event source: kernel programs, protected set and rings behind one door.
///
/// One thread owns it: `descriptor` tells when `consume()` has something to do. Deinit detaches.
package final class KernelSource {
    private let object: KernelObject
    private let protected: ProtectedMap
    private let expected: ExpectedDirectories
    private let descriptors: DescriptorIdentities
    private let ring: RingReader
    private let repeats: RepeatTable
    private let allowed: AllowCache

    /// Loads the programs of one level without attaching them.
    ///
    /// - Throws: KernelError.
    init(objectBytes: [UInt8], level: KernelLevel) throws {
        object = try KernelObject(bytes: objectBytes, level: level)
        let shared = try SharedMemory(object: object)
        protected = try ProtectedMap(object: object, shared: shared)
        expected = try ExpectedDirectories(object: object, shared: shared)
        repeats = try RepeatTable(object: object, shared: shared)
        allowed = try AllowCache(object: object, shared: shared)
        descriptors = try DescriptorIdentities(object: object)
        ring = try RingReader(object: object)
    }

    package var level: KernelLevel { object.level }

    /// Attaches the programs, and has them note what runs already.
    func attach() throws {
        try object.attach()
        try RunningProcesses.note(in: object)
    }

    package func detach() {
        object.detach()
    }

    package var descriptor: Int32 { ring.descriptor }

    /// Hands over every record that waits: its bytes, valid only during the call, oldest of a ring first.
    package func consume(_ receive: (UnsafeRawBufferPointer) -> Void) throws {
        try ring.consume(receive)
    }

    package func counters() throws -> KernelCounters {
        try KernelCounters(from: object)
    }

    /// What `descriptors` (O_PATH will do) are to the kernel; nil for one that is not open.
    package func identities(of files: [Int32]) throws -> [InodeID?] {
        try descriptors.identities(of: files)
    }

    /// Reports accesses to this very file from now on.
    package func protectFile(_ id: InodeID, entry: UInt32, secret: Bool) throws {
        try insert(id, entry: entry, kind: KW_ENTRY_FILE, secret: secret)
    }

    /// Reports accesses to regular files at most `depth` levels below this directory, and learns them.
    package func protectDirectory(_ id: InodeID, entry: UInt32, depth: UInt8) throws {
        try insert(id, entry: entry, kind: KW_ENTRY_DIRECTORY, depth: depth)
    }

    /// Reports opens of this block device (the kernel's number: major << 20 | minor), by whatever node.
    package func protectDevice(_ number: UInt32, entry: UInt32) throws {
        let id = InodeID(device: KW_BLOCK_DEVICE, inode: UInt64(number), generation: 0)
        try insert(id, entry: entry, kind: KW_ENTRY_DEVICE)
    }

    /// Reports nothing more about the file that an open was about, although it is below a protected directory.
    ///
    /// - Returns: false if a name has changed since: it may be another file by now, and stays reported.
    package func ignore(_ record: KernelRecord) throws -> Bool {
        try insert(record.file, entry: 0, kind: KW_ENTRY_IGNORED)
        guard protected.nameChanges != record.nameChanges, let match = record.match else { return true }
        try insert(record.file, entry: match.entryID, kind: KW_ENTRY_LEARNED, secret: match.ring == .secret)
        return false
    }

    package func unprotect(_ id: InodeID) {
        protected.remove(id)
    }

    /// A directory above protected ones, and its number.
    package func expectBelow(_ id: InodeID, number: UInt32) throws {
        try expected.add(id, number: number)
    }

    /// A directory of this name below that of number `parent` becomes number `child`; see `ExpectedDirectories.expect`.
    package func expect(_ name: String, below parent: UInt32, child: UInt32, treeDepth: UInt8?) throws {
        try expected.expect(name, below: parent, child: child, treeDepth: treeDepth)
    }

    /// Lets the kernel half apply a decision on `record` to what is just like it; see `AllowCache`.
    package func allow(_ record: KernelRecord, entry: String) {
        allowed.insert(record, entry: entry)
    }

    /// Ends every decision that the kernel half applies.
    package func forgetDecisions() {
        allowed.clear()
    }

    /// Accesses that the kernel half did not send because of such decisions, by the allow entry.
    package var filtered: [String: UInt64] { allowed.filtered }

    /// Ends the window in which repeats are counted, and hands over what was; consume the rings before using it.
    func endWindow() -> [RepeatTable.Repeat] {
        repeats.endWindow()
    }

    private func insert(
        _ id: InodeID, entry: UInt32, kind: kw_entry_kind, depth: UInt8 = 0, secret: Bool = true
    ) throws {
        let ring = secret ? KW_RING_SECRET : KW_RING_OPEN
        try protected.insert(
            id,
            kw_entry(
                id: entry, kind: UInt8(kind.rawValue), depth: depth, ring: UInt8(ring.rawValue), reserved: 0))
    }

    static func embeddedObject() throws -> [UInt8] {
        guard let data = Data(base64Encoded: EmbeddedObject.base64) else {
            throw KernelError(cause: "The embedded kernel object is damaged.", fix: "Rebuild keyward.")
        }
        return Array(data)
    }
}
