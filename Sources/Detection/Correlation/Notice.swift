// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// One fact of the ledger. Taking the same one twice, or in another order, gives the same ledger.
package enum Notice: Sendable, Equatable, Codable {
    case theft(Theft)
    /// The first use of a credential from an address.
    case use(RequestFacts)
    case issuance(Issuance)
    case certificate(CertificateCase)
    /// An alert about a request.
    case act(AlertReference)
    /// A credential that lies in a protected file of a host.
    case known(Credential, host: String)
    /// The addresses of a host, and the networks of its pods.
    case addresses([String], pods: [String], host: String)
    /// A join that was told, by its name.
    case told(String)
    /// When the first event of the audit log was seen.
    case begin(WallTime)

    /// It would be missed if it were lost with a machine's memory: joins hang on it.
    package var isGrave: Bool {
        switch self {
        case .theft, .act, .certificate: true
        case .issuance(let issuance): issuance.alert != nil
        case .use, .known, .addresses, .told, .begin: false
        }
    }
}
