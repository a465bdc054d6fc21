// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A run of the built `keyward`, which lies beside the test bundle.
final class KeywardProcess {
    struct Outcome {
        var status: Int32
        var output: String
        var error: String

        /// `keyward: ...` lines without their prefix.
        var sentences: [String] {
            error.split(separator: "\n").compactMap {
                $0.hasPrefix("keyward: ") ? String($0.dropFirst("keyward: ".count)) : nil
            }
        }

        /// Something that only a programmer reads: a trap's message, a backtrace.
        var hasTrace: Bool {
            ["Fatal error", "crashed", "Backtrace", "Thread 0", ".swift:"].contains { (output + error).contains($0) }
        }
    }

    static let binary = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appending(path: "keyward")

    /// A directory of this run's own, removed with it.
    let directory: URL
    private let process = Process()
    private let output = Pipe()
    private let error = Pipe()
    private var outputText = Data()
    private var errorText = Data()

    init(_ arguments: [String], in directory: URL? = nil) throws {
        self.directory = try directory ?? Self.temporaryDirectory()
        process.executableURL = Self.binary
        process.arguments = arguments
        process.currentDirectoryURL = self.directory
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = error
        try process.run()
    }

    deinit {
        if process.isRunning { process.terminate() }
        try? FileManager.default.removeItem(at: directory)
    }

    static func temporaryDirectory() throws -> URL {
        let made = FileManager.default.temporaryDirectory.appending(path: "keyward-cli-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true)
        return made
    }

    /// Runs to the end. Neither stream may fill a pipe (64 KiB) before the other has ended: standard output is read first,
    /// and what is written to standard error is short.
    static func run(_ arguments: String..., in directory: URL? = nil) throws -> Outcome {
        try KeywardProcess(arguments, in: directory).finish()
    }

    /// Waits until a line of standard error holds `text`; nil if the process ends before.
    func waitForError(_ text: String) -> String? { Self.wait(for: text, on: error, &errorText) }
    func waitForOutput(_ text: String) -> String? { Self.wait(for: text, on: output, &outputText) }

    func terminate() { process.terminate() }

    /// Leaves standard output without a reader.
    func closeOutput() { try? output.fileHandleForReading.close() }

    func finish() throws -> Outcome {
        outputText += (try? output.fileHandleForReading.readToEnd()) ?? Data()
        errorText += error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: String(decoding: outputText, as: UTF8.self), error: String(decoding: errorText, as: UTF8.self))
    }

    private static func wait(for text: String, on pipe: Pipe, _ seen: inout Data) -> String? {
        while true {
            let lines = String(decoding: seen, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            if let line = lines.dropLast().first(where: { $0.contains(text) }) { return String(line) }
            let more = pipe.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            seen += more
        }
    }
}
