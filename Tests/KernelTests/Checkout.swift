// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Where things are beside this source file and this test program.
enum Checkout {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
    static let guestScripts = root + "/Tests/KernelTests/Guest"
    static let triggers = root + "/Tests/Triggers"

    /// The keyward to test: KEYWARD_BIN, else the one built together with the tests.
    static var keyward: String {
        if let named = ProcessInfo.processInfo.environment["KEYWARD_BIN"], !named.isEmpty { return named }
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "keyward").path
    }
}
