// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// How the report says numbers, times and kinds.
enum ReportWords {
    /// `1 incident`, `2,500 incidents`
    static func count(_ number: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(grouped(number)) \(number == 1 ? singular : plural ?? singular + "s")"
    }

    /// `12,345`
    static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var at = digits.count - 3
        while at > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: at))
            at -= 3
        }
        return digits
    }

    /// `2026-11-20`
    static func date(_ time: WallTime) -> String { String(time.description.prefix(10)) }

    /// `14:03:22`
    static func clock(_ time: WallTime) -> String { String(time.description.dropFirst(11).prefix(8)) }

    /// `14:03`
    static func hour(_ time: WallTime) -> String { String(clock(time).prefix(5)) }

    /// `2026-11-20 14:03:22 UTC`
    static func moment(_ time: WallTime) -> String { "\(date(time)) \(clock(time)) UTC" }

    /// `2026-11-20 14:03:22 to 14:09:00 UTC`
    static func period(_ first: WallTime, _ last: WallTime) -> String {
        let start = "\(date(first)) \(clock(first))"
        if start == "\(date(last)) \(clock(last))" { return moment(first) }
        return date(first) == date(last) ? "\(start) to \(clock(last)) UTC" : "\(start) to \(moment(last))"
    }

    static func kind(_ kind: IncidentStep.Kind) -> String {
        switch kind {
        case .theft: "Theft"
        case .request: "Request"
        case .approval: "Approval"
        case .use: "Use"
        case .other: "Other"
        }
    }

    static func kind(_ kind: Credential.Kind) -> String {
        switch kind {
        case .certificate: "Certificate"
        case .authority: "Certificate authority"
        case .serviceAccountKey: "Service-account signing key"
        case .token: "Service-account token"
        case .legacyToken: "Service-account token without an end"
        case .opaqueToken: "Token that says nothing of itself"
        case .unknown: "Credential of unknown identity"
        }
    }

    static func evidence(_ evidence: Credential.Evidence) -> String {
        switch evidence {
        case .file: "It stands in the file itself"
        case .kubeconfig: "The kubeconfig that holds or names it"
        case .stem: "The certificate beside the key"
        case .flags: "The certificate that the component's command line names with the key"
        case .path: "The file's path alone"
        }
    }

    /// Whose it is, as shortly as it can be said.
    static func name(_ credential: Credential) -> String {
        credential.user ?? credential.subject ?? credential.boundPod ?? kind(credential.kind)
    }
}
