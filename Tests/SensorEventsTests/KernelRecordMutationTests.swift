// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import TestSupport
import Testing

@Suite struct KernelRecordMutationTests {
    @Test("a record of any other length is refused")
    func truncation() {
        let whole = KernelRecordBytes().bytes
        for length in 0..<whole.count {
            let want = length < KernelRecordBytes.size ? KernelRecordBytes.size : whole.count
            let error = KernelRecordError(field: "record", problem: .size(is: length, want: want))
            #expect(throws: error) {
                try whole[0..<length].withUnsafeBytes { try KernelRecordDecoder.decode($0) }
            }
        }
        #expect(throws: KernelRecordError.self) {
            try (whole + [0]).withUnsafeBytes { try KernelRecordDecoder.decode($0) }
        }
    }

    @Test("flipped bytes decode or are refused, and never trap")
    func flips() throws {
        var random = SplitMix64(seed: 0x4B57)
        var decoded = 0
        var refused = 0
        for _ in 0..<4000 {
            var bytes = KernelRecordBytes().bytes
            for _ in 0..<Int.random(in: 1...24, using: &random) {
                // Half the flips go into the leading fields and the headers of paths, where lengths and kinds are.
                let reach = Bool.random(using: &random) ? KernelRecordBytes.size : bytes.count
                bytes[Int.random(in: 0..<reach, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            do {
                let record = try bytes.withUnsafeBytes { try KernelRecordDecoder.decode($0) }
                #expect(record.path.bytes.count <= 1100)
                #expect(record.process.ancestors.count <= 4)
                decoded += 1
            } catch let error as KernelRecordError {
                #expect(!error.description.isEmpty)
                refused += 1
            }
        }
        #expect(decoded > 0)
        #expect(refused > 0)
    }

    @Test("random bytes behind a valid header never trap")
    func noise() {
        var random = SplitMix64(seed: 0x3031)
        for _ in 0..<500 {
            let whole = KernelRecordBytes().bytes
            var bytes = whole.map { _ in UInt8.random(in: 0...255, using: &random) }
            bytes.replaceSubrange(0..<8, with: whole[0..<8])
            bytes.replaceSubrange(536..<540, with: whole[536..<540])
            let record = try? bytes.withUnsafeBytes { try KernelRecordDecoder.decode($0) }
            #expect((record?.process.args.count ?? 0) <= 512)
        }
    }
}
