// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One compilation of the kernel half.
struct KernelObject {
    let clang: String
    let package: String
    let source: String

    /// The object's bytes, without DWARF (BTF, which CO-RE needs, stays).
    func compile() throws -> Data {
        let object = FileManager.default.temporaryDirectory.appending(path: "keyward-\(UUID().uuidString).o")
        defer { try? FileManager.default.removeItem(at: object) }
        try run(
            clang,
            [
                "-target", "bpf", "-O2", "-g", "-Wall", "-Wextra", "-Werror",
                // BPF_PROG names every argument of the hook.
                "-Wno-unused-parameter", "-mcpu=v3", "-DKEYWARD_BPF",
                "-D__TARGET_ARCH_\(Self.architecture)",
                "-I\(package)/Sources/CEventABI/include",
                // Two checkouts must give the same bytes: BTF holds source paths.
                "-fdebug-prefix-map=\(package)=.", "-fdebug-compilation-dir=.",
                "-c", source, "-o", object.path,
            ])
        let objcopy = URL(filePath: clang).deletingLastPathComponent().appending(path: "llvm-objcopy").path
        if FileManager.default.isExecutableFile(atPath: objcopy) {
            try run(objcopy, ["--strip-debug", object.path])
        }
        return try Data(contentsOf: object)
    }

    private static var architecture: String {
        #if arch(arm64)
            "arm64"
        #else
            "x86"
        #endif
    }

    private func run(_ tool: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: tool)
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BuildFailure(
                "\(tool) failed on \(source); it needs a clang with the bpf target (swift.org toolchains have one) and libbpf-dev for <bpf/bpf_helpers.h>"
            )
        }
    }
}
