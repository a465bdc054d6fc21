// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// KW-1005: a public certificate read by an unlisted process.
package struct CertificateReadRule: FileRule {
    package static let info = RuleInfo(
        id: "KW-1005", name: "Public certificate read", severity: .info, attack: ["T1083"],
        covers: [.traceeCertificateTheft],
        summary: "A public certificate was opened for reading by a process that no allow entry covers.",
        explanation: """
            A certificate without its key gives nobody access, so that this is information: it says who looked \
            around. It matters beside another alert of the same process.

            Legitimate causes: certificate monitoring, and every program that verifies the cluster by its CA. Sinks \
            leave it out unless their min_severity is info. To silence one reader, add an allow entry with \
            files: class certificate.

            To try it: cat /etc/kubernetes/pki/ca.crt

            Nothing needs to be replaced.
            """)

    package init() {}

    package func evaluate(_ access: JudgedAccess) -> Finding? {
        let mode = access.event.access
        guard mode.kind == .open, mode.reads || mode.executes, access.file?.credentialClass == .certificate,
            access.allow.refuses(.read)
        else { return nil }
        let words = AccessNarrative(access: access)
        return Finding(
            rule: Self.info, reason: "\(words.who) opened \(words.what), for reading: \(words.why)",
            brief: AccessNarrative.unlisted)
    }
}
