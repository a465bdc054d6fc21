// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A headless Chromium, which scripts/setup installs.
enum Chromium {
    struct Outcome {
        /// The document after everything in it has run.
        var document: String
        /// What the page's console said: errors, refusals of its policy.
        var console: [String]
        /// What it asked the network for, data and the page itself aside.
        var requests: [String]
    }

    private static let names = [
        "chromium-headless-shell", "headless_shell", "chromium", "google-chrome", "chromium-browser",
    ]

    private static func binary() throws -> URL {
        let found = names.map { "/usr/bin/\($0)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
        return URL(fileURLWithPath: try #require(found, "no Chromium: scripts/setup --test installs it"))
    }

    static func open(_ page: URL) throws -> Outcome {
        let directory = try KeywardProcess.temporaryDirectory()
        defer { try? FileManager.default.removeItem(at: directory) }
        let network = directory.appending(path: "network.json")
        let document = directory.appending(path: "document")
        let log = directory.appending(path: "log")
        for file in [document, log] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = try binary()
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--user-data-dir=\(directory.appending(path: "profile").path)", "--enable-logging=stderr", "--v=0",
            "--log-net-log=\(network.path)", "--timeout=20000", "--dump-dom", page.absoluteString,
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: document)
        process.standardError = try FileHandle(forWritingTo: log)
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Outcome(
            document: try String(contentsOf: document, encoding: .utf8),
            console: try String(contentsOf: log, encoding: .utf8).split(separator: "\n").filter {
                $0.contains("CONSOLE")
            }
            .map(String.init),
            requests: try requests(in: network))
    }

    /// `"url":"..."` of every request in Chromium's network log.
    private static func requests(in log: URL) throws -> [String] {
        try String(contentsOf: log, encoding: .utf8).matches(of: /"url":"((?:http|ws|ftp)[^"]*)"/).map { String($0.1) }
    }
}
