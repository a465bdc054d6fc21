// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SensorRuntime

/// The four options of the audit webhook, which belong together.
struct WebhookArguments: ParsableArguments {
    @Option(
        name: .customLong("audit-webhook"),
        help: ArgumentHelp(
            "Also judge what API servers post here; they need a certificate. [HOST]:PORT, without HOST on all addresses.",
            valueName: "addr"))
    var address: WebhookAddress?

    @Option(
        name: .customLong("audit-webhook-cert"),
        help: ArgumentHelp("The webhook's certificate, and the chain above it.", valueName: "pem"))
    var certificate: String?

    @Option(
        name: .customLong("audit-webhook-key"), help: ArgumentHelp("That certificate's private key.", valueName: "pem"))
    var key: String?

    @Option(
        name: .customLong("audit-webhook-client-ca"),
        help: ArgumentHelp("The authorities that sign API servers' client certificates.", valueName: "pem"))
    var clientAuthorities: String?

    func validate() throws { _ = try options() }

    /// nil: no webhook.
    func options() throws -> WebhookOptions? {
        let files = [
            ("--audit-webhook-cert", certificate), ("--audit-webhook-key", key),
            ("--audit-webhook-client-ca", clientAuthorities),
        ]
        guard let address else {
            if let given = files.first(where: { $0.1 != nil }) {
                throw ValidationError("\(given.0) does nothing without --audit-webhook [HOST]:PORT; give that as well.")
            }
            return nil
        }
        guard let certificate, let key, let clientAuthorities else {
            let missing = files.filter { $0.1 == nil }.map { $0.0 + " PEM" }
            throw ValidationError(
                "--audit-webhook only speaks TLS with clients that have a certificate; give "
                    + missing.joined(separator: " and ") + " as well.")
        }
        return WebhookOptions(
            address: address, certificate: certificate, key: key, clientAuthorities: clientAuthorities)
    }
}

extension WebhookAddress: ExpressibleByArgument {
    init?(argument: String) {
        self.init(argument)
    }
}
