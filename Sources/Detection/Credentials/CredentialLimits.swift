// SPDX-License-Identifier: Apache-2.0

/// How much of a credential file's own words is kept: whoever can write one may put megabytes of names into it.
enum CredentialLimits {
    /// Of any list.
    static let names = 32
    /// Unicode scalars of any string.
    static let scalars = 1024

    static func bounded(_ text: String) -> String {
        guard text.unicodeScalars.count > scalars else { return text }
        var cut = String.UnicodeScalarView(text.unicodeScalars.prefix(scalars))
        cut.append("…")
        return String(cut)
    }

    static func bounded(_ texts: [String]) -> [String] { texts.prefix(names).map { bounded($0) } }
}
