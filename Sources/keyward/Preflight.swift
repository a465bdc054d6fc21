// SPDX-License-Identifier: Apache-2.0

import SensorRuntime

/// Refuses to start where something is known to be missing, in plain words instead of the kernel's.
enum Preflight {
    static func check() throws {
        guard let missing = KernelSupport.checks(.read()).first(where: { $0.status == .missing }) else { return }
        throw CommandFailure(.unsupported, "\(missing.finding) \(missing.fix)")
    }
}
