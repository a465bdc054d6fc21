// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What once broke a target, and what it begins from, must not break it.
@Suite struct CrashTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    private static func files(of target: FuzzTarget) throws -> [URL] {
        let places = [
            folder.appending(path: "crashes/\(target.rawValue)"), folder.appending(path: "seeds/\(target.rawValue)"),
        ]
        return try places.filter { FileManager.default.fileExists(atPath: $0.path) }.flatMap {
            try FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
        }
    }

    @Test(arguments: FuzzTarget.allCases) func `crashes and seeds run through`(_ target: FuzzTarget) throws {
        let files = try Self.files(of: target)
        #expect(!files.isEmpty)
        for file in files { target.run(Array(try Data(contentsOf: file))) }
    }
}
