// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SensorEvents

/// The command line's root.
struct Keyward: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyward",
        abstract: "Catches the theft of Kubernetes certificates and tokens.",
        discussion: """
            Whoever holds a Kubernetes private key or token is that identity. Keyward watches who opens and renames \
            the files that hold them, and reads the API server's audit log for certificates and tokens that somebody \
            has made.

            Start here:
              sudo keyward doctor              can this machine run it, and if not, why
              sudo keyward trigger             a harmless theft of its own file, and the alert it makes
              sudo keyward run -o text         watch this node, alerts for people
              sudo keyward inventory           the credential files, and who may open them
              keyward replay audit.log         judge a Kubernetes audit log or a capture
              keyward report incidents.jsonl   what happened to which credential, as one page

            Exit status: 0 fine; 1 what was asked for did not hold; 2 usage or configuration; 3 kernel or privilege \
            missing; 4 input damaged.
            """,
        version: KeywardVersion.current,
        subcommands: [
            RunCommand.self, ReplayCommand.self, ReportCommand.self, TriggerCommand.self, DoctorCommand.self,
            InventoryCommand.self,
            RulesCommand.self, ProfilesCommand.self, SchemaCommand.self, VersionCommand.self,
        ])
}
