// SPDX-License-Identifier: Apache-2.0

import SensorEvents

// Paths are compared byte for byte, as the kernel does: `String` compares by canonical equivalence, under which two
// different files can have equal names (U+212A and `K`).

extension String {
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
        return Array(utf8).withUnsafeBufferPointer(body)
    }
}

extension KernelString {
    func withBytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if let raw { return raw.withUnsafeBufferPointer(body) }
        return text.withBytes(body)
    }
}

/// FNV-1a, 64 bit: cheap to extend byte by byte. Whatever it finds is compared in full afterwards, so that a made
/// collision costs a comparison and decides nothing.
struct PathHash {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    init() {}

    init(_ bytes: some Sequence<UInt8>) {
        for byte in bytes { add(byte) }
    }

    mutating func add(_ byte: UInt8) {
        value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
    }
}
