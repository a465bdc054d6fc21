// SPDX-License-Identifier: Apache-2.0

import CEventABI
import CLibBPF
import Glibc

/// The memory both halves write (the object's .bss), mapped for as long as this lives.
///
/// bpf_map__initial_value does not do: it shows libbpf's own copy, which only a skeleton joins to the kernel's.
final class SharedMemory {
    let pointer: UnsafeMutablePointer<kw_shared>

    init(object: KernelObject) throws {
        let map = try object.map(".bss")
        guard bpf_map__value_size(map) == UInt32(MemoryLayout<kw_shared>.size) else {
            throw KernelError(
                cause: "The kernel object's shared memory is not what this keyward expects.", fix: "Rebuild keyward.")
        }
        guard
            let memory = mmap(
                nil, MemoryLayout<kw_shared>.size, PROT_READ | PROT_WRITE, MAP_SHARED, bpf_map__fd(map), 0),
            memory != MAP_FAILED
        else {
            throw KernelError(
                cause: "The kernel object's shared memory cannot be mapped: \(KernelObject.text(of: errno)).",
                fix: "It needs Linux 5.5 or later.")
        }
        pointer = memory.bindMemory(to: kw_shared.self, capacity: 1)
    }

    deinit {
        munmap(pointer, MemoryLayout<kw_shared>.size)
    }
}
