// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The built `keyward replay -`, fed line by line.
final class KeywardReplay {
    private let process = Process()
    private let input = Pipe()
    private let error = Pipe()

    init() throws {
        process.executableURL = KeywardProcess.binary
        process.arguments = ["replay", "-"]
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C"]
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = error
        try process.run()
    }

    func write(_ bytes: [UInt8]) throws { try input.fileHandleForWriting.write(contentsOf: Data(bytes)) }

    /// Physical memory of the process now (proc(5), statm).
    func residentKiB() throws -> Int {
        let text = try String(contentsOfFile: "/proc/\(process.processIdentifier)/statm", encoding: .utf8)
        let pages = text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return pages * Int(getpagesize()) / 1024
    }

    /// Ends the input and waits.
    func finish() throws -> (status: Int32, summary: String) {
        try input.fileHandleForWriting.close()
        let said = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let status = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
        return (status, String(decoding: said, as: UTF8.self))
    }
}
