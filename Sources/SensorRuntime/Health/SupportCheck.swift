// SPDX-License-Identifier: Apache-2.0

/// One thing the sensor needs of a machine, and whether it is there.
package struct SupportCheck: Sendable, Equatable, Codable {
    package enum Status: String, Sendable, Codable {
        case good
        /// Works, with something missing from alerts.
        case limited
        /// Cannot arm.
        case missing
    }

    /// A few words: `BTF`, `capabilities`.
    package var name: String
    package var status: Status
    /// What was found, in plain words.
    package var finding: String
    /// What to do about it; empty when all is well.
    package var fix: String
    /// What libbpf and the verifier said; empty where nothing failed to load. For bug reports.
    package var detail: String

    package init(_ name: String, _ status: Status, _ finding: String, fix: String = "", detail: String = "") {
        self.name = name
        self.status = status
        self.finding = finding
        self.fix = fix
        self.detail = detail
    }
}
