// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The small C programs of Tests/Triggers, built without shared libraries so that they also run in a chroot.
enum TriggerPrograms {
    /// The folder they were built into.
    static func build() async throws -> String {
        let folder = Checkout.root + "/.build/triggers"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for source in try FileManager.default.contentsOfDirectory(atPath: Checkout.triggers)
        where source.hasSuffix(".c") {
            let result = try await Subprocess.run(
                "/usr/bin/env",
                [
                    "clang", "-static", "-O1", "-Wall", "-Wextra", "-Werror", "\(Checkout.triggers)/\(source)", "-o",
                    "\(folder)/\(source.dropLast(2))",
                ])
            guard result.status == 0 else { throw GuestFailure("\(source) does not compile:\n\(result.error)") }
        }
        return folder
    }
}
