// SPDX-License-Identifier: Apache-2.0

/// The one check that cannot be fooled: loads and attaches the programs, and has a canary come back.
package enum SensorProof {
    /// - Parameters:
    ///   - choice: which hooks may be used.
    ///   - directory: where the canary may be made; made if missing, with a lock against a second sensor.
    package static func check(_ choice: HookChoice = .auto, directory: String) -> SupportCheck {
        do {
            let state = try StateDirectory(path: directory)
            var notes: [String] = []
            let start = try KernelStart(choice, directory: state.path) { notes.append($0) }
            let found =
                (notes + ["A canary came back through every hook that it can touch: it can arm at level"])
                .joined(separator: " ") + " \(start.source.level.name) (\(start.source.level.description))."
            return SupportCheck("proof", start.source.level.without.isEmpty ? .good : .limited, found)
        } catch let error as KernelError {
            return SupportCheck("proof", .missing, error.cause, fix: error.fix, detail: error.detail)
        } catch {
            return SupportCheck("proof", .missing, "\(error)")
        }
    }
}
