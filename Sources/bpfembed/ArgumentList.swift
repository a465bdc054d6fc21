// SPDX-License-Identifier: Apache-2.0

/// The few arguments the build plugin passes, taken in its order.
struct ArgumentList {
    private(set) var rest: [String]

    init(_ arguments: some Sequence<String>) {
        rest = Array(arguments)
    }

    mutating func next() -> String? {
        rest.isEmpty ? nil : rest.removeFirst()
    }

    mutating func option(_ name: String) throws -> String {
        guard rest.count >= 2, rest[0] == name else { throw BuildFailure("expected \(name) VALUE") }
        defer { rest.removeFirst(2) }
        return rest[1]
    }
}
