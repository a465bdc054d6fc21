// SPDX-License-Identifier: Apache-2.0

import Foundation
import PackagePlugin

/// Compiles bpf/keyward.bpf.c with the Swift toolchain's own clang and embeds the object and profiles/*.yaml as Swift,
/// so that `swift build` alone makes a binary that needs no other file.
@main
struct BPFBuild: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        let root = context.package.directoryURL
        let output = context.pluginWorkDirectoryURL
        let kernelSources = try files(in: root.appending(path: "bpf"), endingIn: [".c", ".h"])
        let profiles = try files(in: root.appending(path: "profiles"), endingIn: [".yaml"])
        let contract = root.appending(path: "Sources/CEventABI/include/event_abi.h")
        let embed = try context.tool(named: "bpfembed").url
        return [
            .buildCommand(
                displayName: "Compiling the kernel half",
                executable: embed,
                arguments: [
                    "object",
                    "--clang", try context.tool(named: "clang").url.path,
                    "--package", root.path,
                    "--source", root.appending(path: "bpf/keyward.bpf.c").path,
                    "--output", output.appending(path: "EmbeddedObject.swift").path,
                ],
                inputFiles: kernelSources + [contract],
                outputFiles: [output.appending(path: "EmbeddedObject.swift")]),
            .buildCommand(
                displayName: "Embedding path profiles",
                executable: embed,
                arguments: ["profiles", "--output", output.appending(path: "EmbeddedProfiles.swift").path]
                    + profiles.map(\.path),
                inputFiles: profiles,
                outputFiles: [output.appending(path: "EmbeddedProfiles.swift")]),
        ]
    }

    private func files(in folder: URL, endingIn suffixes: [String]) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { url in suffixes.contains { url.lastPathComponent.hasSuffix($0) } }
            .sorted { $0.path < $1.path }
    }
}
