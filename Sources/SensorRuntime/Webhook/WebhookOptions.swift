// SPDX-License-Identifier: Apache-2.0

/// Where the audit webhook listens, and the PEM files that say who it is and whom it believes.
package struct WebhookOptions: Sendable {
    package var address: WebhookAddress
    /// The server's certificate, and the chain above it if there is one.
    package var certificate: String
    package var key: String
    /// The authorities that sign the clients' certificates.
    package var clientAuthorities: String

    package init(address: WebhookAddress, certificate: String, key: String, clientAuthorities: String) {
        self.address = address
        self.certificate = certificate
        self.key = key
        self.clientAuthorities = clientAuthorities
    }
}
