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
    private let descriptors: DescriptorIdentities
    private let ring: RingReader

    /// Loads the programs without attaching them.
    ///
    /// - Parameter objectBytes: nil for the embedded object.
    /// - Throws: KernelError.
    package init(objectBytes: [UInt8]? = nil) throws {
        object = try KernelObject(bytes: objectBytes ?? Self.embeddedObject())
        protected = try ProtectedMap(object: object)
        descriptors = try DescriptorIdentities(object: object)
        ring = try RingReader(object: object)
    }

    package func attach() throws {
        try object.attach()
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
        try insert(id, entry: entry, kind: KW_ENTRY_FILE, depth: 0, secret: secret)
    }

    /// Reports accesses to regular files at most `depth` levels below this directory, and learns them.
    package func protectDirectory(_ id: InodeID, entry: UInt32, depth: UInt8) throws {
        try insert(id, entry: entry, kind: KW_ENTRY_DIRECTORY, depth: depth, secret: true)
    }

    package func unprotect(_ id: InodeID) {
        protected.remove(id)
    }

    private func insert(_ id: InodeID, entry: UInt32, kind: kw_entry_kind, depth: UInt8, secret: Bool) throws {
        let ring = secret ? KW_RING_SECRET : KW_RING_OPEN
        try protected.insert(
            id,
            kw_entry(
                id: entry, kind: UInt8(kind.rawValue), depth: depth, ring: UInt8(ring.rawValue), reserved: 0))
    }

    private static func embeddedObject() throws -> [UInt8] {
        guard let data = Data(base64Encoded: EmbeddedObject.base64) else {
            throw KernelError(cause: "The embedded kernel object is damaged.", fix: "Rebuild keyward.")
        }
        return Array(data)
    }
}
