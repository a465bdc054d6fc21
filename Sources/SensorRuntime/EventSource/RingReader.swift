// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
import Glibc

/// Reads both rings. Its `descriptor` becomes readable when a record is there.
final class RingReader {
    private let ring: OpaquePointer
    private let receiver = Receiver()

    init(object: KernelObject) throws {
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

    /// Hands over every record that is there now: its bytes, valid only during the call, oldest of a ring first.
    func consume(_ receive: (UnsafeRawBufferPointer) -> Void) throws {
        let count = withoutActuallyEscaping(receive) { receive in
            receiver.receive = receive
            defer { receiver.receive = nil }
            return ring_buffer__consume(ring)
        }
        guard count >= 0 || count == -EINTR else {
            throw KernelError(cause: "The ring buffer cannot be read: \(KernelObject.text(of: -count)).")
        }
    }
}

/// Carries the closure of one `consume` through libbpf's context pointer.
private final class Receiver {
    var receive: ((UnsafeRawBufferPointer) -> Void)?
}

/// libbpf stops reading on a negative result, so this returns 0 whatever the record was.
private func passRecord(context: UnsafeMutableRawPointer?, data: UnsafeMutableRawPointer?, size: Int) -> Int32 {
    guard let context else { return 0 }
    Unmanaged<Receiver>.fromOpaque(context).takeUnretainedValue()
        .receive?(UnsafeRawBufferPointer(start: data, count: size))
    return 0
}
