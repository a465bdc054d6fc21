// SPDX-License-Identifier: Apache-2.0

/// How bad a finding is, if it is true.
package enum Severity: String, Sendable, Codable, CaseIterable, Comparable {
    case info, low, medium, high, critical

    package static func < (left: Severity, right: Severity) -> Bool {
        left.rank < right.rank
    }

    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// 0 to 100, for systems that sort by number.
    package var riskScore: Int {
        switch self {
        case .info: 5
        case .low: 21
        case .medium: 47
        case .high: 73
        case .critical: 99
        }
    }
}
