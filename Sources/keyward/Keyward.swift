// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

@main
struct Keyward: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keyward", abstract: "Catches the theft of Kubernetes certificates and tokens.")
}
