// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
import Glibc
import SensorEvents

/// What this process's open descriptors are to the kernel, from an iterator program that reads `file->f_inode`.
///
/// stat(2) would not do: overlayfs and btrfs report other device numbers than the inode that an open shows. The
/// descriptors can be O_PATH ones, so that no key has to be opened to be known.
final class DescriptorIdentities {
    /// Of one reading: over ten thousand descriptors, far more than the scanner holds open at once.
    private static let limitBytes = 256 * 1024

    private let link: OpaquePointer

    init(object: KernelObject) throws {
        let program = try object.program("own_files")
        guard let link = Self.attach(program, onlyThisProcess: true) ?? Self.attach(program, onlyThisProcess: false)
        else {
            throw KernelError(
                cause: "The kernel refuses the descriptor iterator: \(KernelObject.text(of: errno)).",
                fix: "It needs Linux 5.8 or later; `keyward doctor` says what is missing.", detail: LibBPFLog.take())
        }
        self.link = link
    }

    deinit {
        bpf_link__destroy(link)
    }

    /// The identities of `descriptors`, in their order; nil for one that is not open.
    func identities(of descriptors: [Int32]) throws -> [InodeID?] {
        let all = try readAll()
        return descriptors.map { all[$0] }
    }

    /// Linux 6.1 can walk one process only; older kernels ignore or refuse the wish and walk all, to the same result.
    private static func attach(_ program: OpaquePointer, onlyThisProcess: Bool) -> OpaquePointer? {
        var options = bpf_iter_attach_opts()
        // Without the padding, which Swift leaves as it was: libbpf refuses what is not zero behind the last field.
        options.sz =
            (MemoryLayout<bpf_iter_attach_opts>.offset(of: \.link_info_len) ?? 0) + MemoryLayout<UInt32>.size
        var info = bpf_iter_link_info()
        info.task.tid = UInt32(getpid())
        return withUnsafeMutablePointer(to: &info) { pointer in
            if onlyThisProcess {
                options.link_info = pointer
                options.link_info_len = UInt32(MemoryLayout<bpf_iter_link_info>.size)
            }
            return bpf_program__attach_iter(program, &options)
        }
    }

    private func readAll() throws -> [Int32: InodeID] {
        let iterator = bpf_iter_create(bpf_link__fd(link))
        guard iterator >= 0 else {
            throw KernelError(cause: "The descriptor iterator cannot be read: \(KernelObject.text(of: errno)).")
        }
        let file = FileDescriptor(owning: iterator)
        do {
            return Self.parse(try file.read(limit: Self.limitBytes))
        } catch {
            throw KernelError(cause: "The descriptor iterator broke off: \(error).")
        }
    }

    private static func parse(_ bytes: [UInt8]) -> [Int32: InodeID] {
        var found: [Int32: InodeID] = [:]
        bytes.withUnsafeBytes { bytes in
            let size = MemoryLayout<kw_descriptor>.size
            for offset in stride(from: 0, through: bytes.count - size, by: size) {
                let one = bytes.loadUnaligned(fromByteOffset: offset, as: kw_descriptor.self)
                found[Int32(bitPattern: one.descriptor)] = InodeID(
                    device: one.device, inode: one.inode, generation: one.generation)
            }
        }
        return found
    }
}
