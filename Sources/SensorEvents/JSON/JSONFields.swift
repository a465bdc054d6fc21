// SPDX-License-Identifier: Apache-2.0

/// Some members of an object, found in one pass over it: looking a member up takes a pass of its own, past every body on
/// the way. What is kept is bounded by the names that are wanted, not by what a hostile object holds.
package struct JSONFields {
    private var values: [String: JSONValue] = [:]

    /// Of two members with one name the last counts.
    package init(_ value: JSONValue, _ wanted: Set<String>) {
        for member in value.members {
            let name = member.name
            if wanted.contains(name) { values[name] = member.value }
        }
    }

    package subscript(_ name: String) -> JSONValue? { values[name] }
}
