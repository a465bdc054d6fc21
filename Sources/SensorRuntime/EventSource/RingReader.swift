// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
import Glibc

/// Reads both rings. Its `descriptor` becomes readable when a record is there.
final class RingReader {
    private let ring: OpaquePointer
    private let receiver: Receiver

    /// - Parameter receive: gets each record's bytes, valid only during the call, oldest of a ring first.
    init(object: KernelObject, receive: @escaping (UnsafeRawBufferPointer) -> Void) throws {
        receiver = Receiver(receive)
        let context = Unmanaged.passUnretained(receiver).toOpaque()
        guard let ring = ring_buffer__new(bpf_map__fd(try object.map("secret_ring")), passRecord, context, nil) else {
            throw KernelError(
                cause: "The ring buffer cannot be opened: \(KernelObject.text(of: errno)).", detail: LibBPFLog.take())
        }
        guard ring_buffer__add(ring, bpf_map__fd(try object.map("open_ring")), passRecord, context) == 0 else {
            ring_buffer__free(ring)
            throw KernelError(
                cause: "The second ring buffer cannot be opened: \(KernelObject.text(of: errno)).",
                detail: LibBPFLog.take())
        }
        self.ring = ring
    }

    deinit {
        ring_buffer__free(ring)
    }

    var descriptor: Int32 { ring_buffer__epoll_fd(ring) }

    /// Hands over every record that is there now.
    func consume() throws {
        let count = ring_buffer__consume(ring)
        guard count >= 0 || count == -EINTR else {
            throw KernelError(cause: "The ring buffer cannot be read: \(KernelObject.text(of: -count)).")
        }
    }
}

/// Carries a closure through libbpf's context pointer.
private final class Receiver {
    let receive: (UnsafeRawBufferPointer) -> Void

    init(_ receive: @escaping (UnsafeRawBufferPointer) -> Void) {
        self.receive = receive
    }
}

/// libbpf stops reading on a negative result, so this returns 0 whatever the record was.
private func passRecord(context: UnsafeMutableRawPointer?, data: UnsafeMutableRawPointer?, size: Int) -> Int32 {
    guard let context else { return 0 }
    Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
        .receive(UnsafeRawBufferPointer(start: data, count: size))
    return 0
}
