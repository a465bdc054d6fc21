// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection
import SensorRuntime

struct InventoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory",
        abstract:
            "List the credential files that `run` would protect on this node: whose each is, and who may open it.",
        discussion: """
            Looks where `run` looks, and loads nothing into the kernel. It reads certificates, kubeconfigs and tokens to \
            say whose they are and how long they work, and a running sensor reports that as what it is; a private key \
            alone is never opened, and nothing secret is kept or printed. With --names it opens no file, and needs to \
            look into the folders and no other privilege. What would not be protected, and why, is in the list and on \
            standard error. Where no credential file is found, nothing is printed and the status is 0.

            A file is listed once, by the name that an alert would give it, whatever links lead to it.

            Examples:
              sudo keyward inventory
              sudo keyward inventory --directories  # also where new files are seen
              keyward inventory --root /host        # the host's root in a container
              keyward inventory --names             # opens nothing
              sudo keyward inventory -o json        # with each file's openers
              sudo keyward inventory -o json | jq -r 'select(.protected | not).reason'
              sudo keyward inventory -o json |
                jq -r 'select(.class == "private-key") | .path, "  " + .allow[].name'

              sudo keyward inventory -o json |
                jq -r 'select(.days_left != null and .days_left < 30) | "\\(.days_left) \\(.path)"'

            `keyward schema inventory` describes the JSON.
            """)

    @Option(name: .shortAndLong, help: "text: a table; json: one object a line.")
    var output: OutputForm = .text

    @Option(help: ArgumentHelp("Where the host's root is mounted.", valueName: "path"))
    var root = "/"

    @Flag(help: "Also the watched directories, with how many levels below each matter.")
    var directories = false

    @Flag(help: "Only names: open no file, and do not say whose they are.")
    var names = false

    func run() throws {
        let policy = try Policy(profiles: ProfileLibrary.builtIn())
        let host = try hostRoot()
        var inventory = try Inventory(root: host, policy: policy)
        if !names {
            let procfs = (root.hasSuffix("/") ? String(root.dropLast()) : root) + "/proc"
            inventory.identify(
                with: CredentialReader(root: host, policy: policy, procfs: procfs), now: LocalHost.currentTime())
        }
        for warning in inventory.warnings { StandardStreams.note(warning) }
        let items = inventory.items.filter { directories || !$0.isDirectory || !$0.isProtected }
        if items.allSatisfy({ $0.isDirectory && $0.isProtected }) { sayNothingFound(by: policy) }
        guard !items.isEmpty else { return }
        switch output {
        case .json: for item in items { try JSONOutput.printLine(item) }
        case .text: StandardStreams.output(InventoryText.table(items))
        }
    }

    private func hostRoot() throws -> HostRoot {
        do {
            return try HostRoot(root)
        } catch {
            throw CommandFailure(
                .usage,
                "\(root.printable) cannot be looked into as the host's root: \(error.reason). Give --root the "
                    + "directory where that is mounted.")
        }
    }

    private func sayNothingFound(by policy: Policy) {
        let names = policy.profiles.filter(\.hasCredentialFiles).map(\.name).joined(separator: ", ")
        StandardStreams.note(
            "no credential file of any profile (\(names)) exists below \(root). If this is a node, give --root the "
                + "directory where its root is mounted; `keyward profiles show NAME` tells where a profile looks.")
    }
}
