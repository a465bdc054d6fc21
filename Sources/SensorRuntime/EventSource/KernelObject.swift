// SPDX-License-Identifier: Apache-2.0

import CLibBPF
import FoundationEssentials
import Glibc
import SensorEvents

/// The kernel half, opened, loaded and attached through libbpf.
///
/// Not Sendable: libbpf objects belong to the thread that made them. Closing it (deinit) detaches everything.
final class KernelObject {
    private let object: OpaquePointer
    private var links: [OpaquePointer] = []

    /// What is attached, as in bpf/keyward.bpf.c.
    static let hooks = [
        Hook(program: "file_open", function: "security_file_open", shows: .open),
        Hook(program: "inode_rename", function: "security_inode_rename", shows: .rename),
        Hook(program: "inode_link", function: "security_inode_link", shows: .link),
        Hook(program: "inode_unlink", function: "security_inode_unlink", shows: .unlink),
    ]

    /// Opens and loads the object; nothing is attached yet.
    ///
    /// - Parameter bytes: an ELF file for the bpf target; the embedded one unless debugging.
    /// - Throws: KernelError with the cause in a sentence.
    init(bytes: [UInt8]) throws {
        LibBPFLog.capture()
        _ = LibBPFLog.take()
        var options = bpf_object_open_opts()
        // Up to the field that is set: libbpf refuses what is not zero behind the last field it knows, and Swift leaves
        // a structure's padding as it was.
        options.sz = MemoryLayout<bpf_object_open_opts>.offset(of: \.relaxed_maps) ?? 0
        let opened = "keyward".withCString { name -> OpaquePointer? in
            options.object_name = name
            return bytes.withUnsafeBytes { bpf_object__open_mem($0.baseAddress, $0.count, &options) }
        }
        guard let opened else {
            throw KernelError(
                cause: "The kernel object cannot be read: \(Self.text(of: errno)).",
                fix: "Rebuild keyward, or give --bpf-object an object built from this version's bpf/.",
                detail: LibBPFLog.take())
        }
        object = opened
        let status = bpf_object__load(object)
        // A throw from here on runs deinit, which closes the object.
        guard status == 0 else { throw Self.loadError(errno: -status, detail: LibBPFLog.take()) }
    }

    deinit {
        detach()
        bpf_object__close(object)
    }

    /// Attaches the hooks. Attached is not proven: see Canary.
    func attach() throws {
        for hook in Self.hooks {
            guard let link = bpf_program__attach(try program(hook.program)) else {
                let code = errno
                detach()
                throw KernelError(
                    cause: "The kernel refuses the hook \(hook.function): \(Self.text(of: code)).",
                    fix: "It needs fentry on this function (Linux 5.13 or later with BTF, x86-64 or arm64); "
                        + "`keyward doctor` says what is missing.",
                    detail: LibBPFLog.take())
            }
            links.append(link)
        }
    }

    func detach() {
        for link in links { bpf_link__destroy(link) }
        links = []
    }

    func program(_ name: String) throws -> OpaquePointer {
        guard let program = bpf_object__find_program_by_name(object, name) else {
            throw KernelError(cause: "The kernel object has no program \(name).", fix: "Rebuild keyward.")
        }
        return program
    }

    func map(_ name: String) throws -> OpaquePointer {
        guard let map = bpf_object__find_map_by_name(object, name) else {
            throw KernelError(cause: "The kernel object has no map \(name).", fix: "Rebuild keyward.")
        }
        return map
    }

    static func text(of code: Int32) -> String {
        String(cString: strerror(code))
    }

    private static func loadError(errno code: Int32, detail: String) -> KernelError {
        switch code {
        case EPERM, EACCES:
            KernelRefusal.error(.read(), detail: detail)
        case _ where detail.contains("vmlinux BTF") || detail.contains("kernel BTF"):
            KernelError(
                cause: "The kernel has no BTF (/sys/kernel/btf/vmlinux), which the sensor needs to find its way.",
                fix: "Use a kernel built with CONFIG_DEBUG_INFO_BTF=y (every current distribution's is).",
                detail: detail)
        default:
            KernelError(
                cause: "The kernel refuses the sensor's programs: \(text(of: code)).",
                fix: "`keyward doctor -o json` shows what this kernel offers, and in `detail` what the verifier said.",
                detail: detail)
        }
    }
}
