// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Build tool: turns the kernel half and the path profiles into Swift source.
///
///     bpfembed object --clang PATH --package DIR --source FILE --output FILE
///     bpfembed profiles --output FILE PROFILE...
@main
struct BPFEmbed {
    static func main() {
        do {
            var arguments = ArgumentList(CommandLine.arguments.dropFirst())
            switch arguments.next() {
            case "object":
                let clang = try arguments.option("--clang")
                let package = try arguments.option("--package")
                let source = try arguments.option("--source")
                let output = try arguments.option("--output")
                let object = try KernelObject(clang: clang, package: package, source: source).compile()
                try EmbeddedSource.object(object).write(toFile: output, atomically: true, encoding: .utf8)
            case "profiles":
                let output = try arguments.option("--output")
                try EmbeddedSource.profiles(arguments.rest)
                    .write(toFile: output, atomically: true, encoding: .utf8)
            default:
                throw BuildFailure("usage: bpfembed object|profiles ...")
            }
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            exit(1)
        }
    }
}
