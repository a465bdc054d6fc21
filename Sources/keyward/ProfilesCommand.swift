// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import SensorRuntime

struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles",
        abstract: "List the path profiles, or show one: its credential files and who may open them.",
        subcommands: [List.self, Show.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "All profiles, one a line; the ones whose files are on this node are marked.")

        @Option(help: ArgumentHelp("Where the host's root is mounted.", valueName: "path"))
        var root = "/"

        func run() throws {
            let present = Set(try ProfileLibrary.present(under: root).map(\.name))
            for profile in try ProfileLibrary.builtIn() {
                let mark = present.contains(profile.name) ? "*" : " "
                StandardStreams.output("\(mark) \(profile.name): \(profile.description)")
            }
            StandardStreams.output("(* on this node; all of them are watched, so that files made later are protected)")
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "One profile, file by file.")

        @Argument(help: "The profile's name, such as kubeadm.")
        var name: String

        @Option(name: .shortAndLong, help: "text, or json for machines.")
        var output: OutputForm = .text

        func run() throws {
            let profiles = try ProfileLibrary.builtIn()
            guard let profile = profiles.first(where: { $0.name == name }) else {
                throw CommandFailure(
                    .usage,
                    "there is no profile \(name); the profiles are \(profiles.map(\.name).joined(separator: ", "))")
            }
            switch output {
            case .json: try JSONOutput.print(profile)
            case .text: StandardStreams.output(ProfileText.describe(profile))
            }
        }
    }
}
