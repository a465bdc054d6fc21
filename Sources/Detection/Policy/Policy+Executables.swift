// SPDX-License-Identifier: Apache-2.0

extension Policy {
    /// The `exe` globs of every allow entry: the executables whose identity is worth knowing beforehand.
    package var executablePatterns: [String] {
        entries.flatMap(\.entry.exe)
    }
}
