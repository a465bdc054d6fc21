// SPDX-License-Identifier: Apache-2.0

import CLibBPF
import FoundationEssentials
import Glibc
import SensorEvents

/// The kernel half, opened, loaded and attached through libbpf.
///
/// Not Sendable: libbpf objects belong to the thread that made them. Closing it (deinit) detaches everything.
final class KernelObject {
    let level: KernelLevel
    private let object: OpaquePointer
    private var links: [OpaquePointer] = []

    /// Opens and loads the object; nothing is attached yet.
    ///
    /// - Parameters:
    ///   - bytes: an ELF file for the bpf target; the embedded one unless debugging.
    ///   - level: which of its programs to load.
    /// - Throws: KernelError with the cause in a sentence.
    init(bytes: [UInt8], level: KernelLevel) throws {
        LibBPFLog.capture()
        _ = LibBPFLog.take()
        self.level = level
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
        // A throw from here on runs deinit, which closes the object.
        try select()
        let status = bpf_object__load(object)
        guard status == 0 else { throw Self.loadError(errno: -status, detail: LibBPFLog.take()) }
    }

    deinit {
        detach()
        bpf_object__close(object)
    }

    /// The programs of this level, by name.
    var programs: [String] {
        hooks.map { $0.program(for: level.family) } + Hook.processes + (level.hasTaskStorage ? [] : [Hook.processTable])
    }

    var hooks: [Hook] { Hook.all.filter { !level.without.contains($0.function) } }

    /// Attaches the programs that note who executes what, then the hooks. Attached is not proven: see Canary.
    func attach() throws {
        for name in programs.reversed() {
            guard let link = bpf_program__attach(try program(name)) else {
                let code = errno
                detach()
                throw KernelError(
                    cause: "The kernel refuses to attach \(name): \(Self.text(of: code)).",
                    fix: "`keyward doctor` says what this kernel offers.", detail: LibBPFLog.take(),
                    isOfThisLevel: code != EPERM)
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

    /// Leaves out the programs and maps of the other levels, and tells those that stay.
    private func select() throws {
        let wanted = Set(programs)
        let others = HookFamily.allCases.flatMap { family in Hook.all.map { $0.program(for: family) } }
        for name in others + [Hook.processTable] where !wanted.contains(name) {
            bpf_program__set_autoload(try program(name), false)
        }
        bpf_map__set_autocreate(try map(level.hasTaskStorage ? "process_identities" : "task_identities"), false)
        var size = 0
        guard let constants = bpf_map__initial_value(try map(".rodata"), &size), size == 1 else {
            throw KernelError(
                cause: "The kernel object's constants are not what this keyward expects.", fix: "Rebuild keyward.")
        }
        UnsafeMutableRawPointer(mutating: constants).storeBytes(of: level.hasTaskStorage ? 1 : 0, as: UInt8.self)
    }

    private static func loadError(errno code: Int32, detail: String) -> KernelError {
        switch code {
        // EACCES is also what the verifier says, with its reasons.
        case _ where code == EPERM || (code == EACCES && !detail.contains("BEGIN PROG LOAD LOG")):
            KernelRefusal.error(.read(), detail: detail)
        case _ where detail.contains("vmlinux BTF") || detail.contains("kernel BTF is missing"):
            KernelError(
                cause: "The kernel has no BTF (/sys/kernel/btf/vmlinux), which the sensor needs to find its way.",
                fix: "Use a kernel built with CONFIG_DEBUG_INFO_BTF=y (every current distribution's is).",
                detail: detail)
        default:
            KernelError(
                cause: "The kernel refuses the sensor's programs: \(text(of: code)).",
                fix: "`keyward doctor -o json` shows what this kernel offers, and in `detail` what the verifier said.",
                detail: detail, isOfThisLevel: true)
        }
    }
}
