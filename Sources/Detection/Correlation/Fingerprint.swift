// SPDX-License-Identifier: Apache-2.0

import Crypto
import SensorEvents

/// What the API server names a certificate by in the audit log: lower-case hexadecimal SHA-256 of its DER
/// (kubernetes staging/src/k8s.io/apiserver/pkg/authentication/request/x509).
enum Fingerprint {
    static func of(_ der: ArraySlice<UInt8>) -> String { Hexadecimal.text(SHA256.hash(data: der)) }
}
