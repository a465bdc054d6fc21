// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The one check that cannot be fooled: loads and attaches the programs, and has a canary come back.
package enum SensorProof {
    /// - Parameter directory: where the canary may be made; made if missing, with a lock against a second sensor.
    package static func check(directory: String) -> SupportCheck {
        do {
            let state = try StateDirectory(path: directory)
            let source = try KernelSource()
            let canary = try Canary(directory: state.path, source: source)
            try source.attach()
            try canary.prove {
                try source.consume { bytes in
                    if let record = try? KernelRecordDecoder.decode(bytes) { _ = canary.note(record) }
                }
            }
            return SupportCheck("proof", .good, "A canary came back through every hook: it can arm.")
        } catch let error as KernelError {
            return SupportCheck("proof", .missing, error.cause, fix: error.fix, detail: error.detail)
        } catch {
            return SupportCheck("proof", .missing, "\(error)")
        }
    }
}
