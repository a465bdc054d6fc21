// SPDX-License-Identifier: Apache-2.0

extension Policy {
    /// Whether a decision by this entry stands as long as who it is about stays who it is: the entry ends at no time and
    /// looks at no parent, which a process may lose. Of several entries with the name, all.
    package func isLasting(entry name: String) -> Bool {
        let named = entries.filter { $0.entry.name == name }
        return !named.isEmpty && named.allSatisfy { $0.entry.expires == nil && $0.parentExe.isEmpty }
    }
}
