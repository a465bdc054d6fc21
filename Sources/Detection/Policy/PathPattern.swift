// SPDX-License-Identifier: Apache-2.0

/// One pattern without braces, split into components.
struct PathPattern: Sendable, Equatable {
    enum Component: Sendable, Equatable {
        case literal([UInt8])
        /// Holds `*` or `?`.
        case wild([UInt8])
        /// `**`
        case anyDepth
    }

    let components: [Component]
    /// Everything up to the first component that is not literal, ending in a slash; or all of it.
    let literalPrefix: [UInt8]
    /// Index of the first component after `literalPrefix`.
    private let firstVariable: Int

    init(_ text: String, absolute: Bool) throws(PatternProblem) {
        var parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map(
            Array.init)
        if absolute {
            guard parts.count > 1, parts[0].isEmpty else { throw .notAbsolute }
            parts.removeFirst()
        }
        var components: [Component] = []
        for part in parts {
            components.append(try Self.component(part))
        }
        let literals = components.prefix { if case .literal = $0 { true } else { false } }
        var prefix: [UInt8] = absolute ? [UInt8(ascii: "/")] : []
        for (index, part) in parts.prefix(literals.count).enumerated() {
            prefix += part
            if index + 1 < parts.count { prefix.append(UInt8(ascii: "/")) }
        }
        self.components = components
        literalPrefix = prefix
        firstVariable = literals.count
    }

    var isLiteral: Bool { firstVariable == components.count }

    func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        guard path.starts(with: literalPrefix) else { return false }
        return isLiteral ? path.count == literalPrefix.count : matchesRest(of: path)
    }

    /// Component by component; on a mismatch the last `**` takes one component more. An earlier `**` need not be
    /// retried: whatever it could give, the later one can take.
    private func matchesRest(of path: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = firstVariable
        var position = literalPrefix.count
        var retry: (index: Int, position: Int)?
        while position <= path.count {
            if index < components.count, components[index] == .anyDepth {
                index += 1
                if index == components.count { return position < path.count }
                retry = (index, position)
                continue
            }
            let end = path[position...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
            if index < components.count,
                Self.matches(components[index], UnsafeBufferPointer(rebasing: path[position..<end]))
            {
                index += 1
                position = end + 1
            } else if let last = retry {
                let skipped = path[last.position...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
                retry = (last.index, skipped + 1)
                (index, position) = (last.index, skipped + 1)
            } else {
                return false
            }
        }
        return index == components.count
    }

    private static func component(_ part: [UInt8]) throws(PatternProblem) -> Component {
        let star = UInt8(ascii: "*")
        guard !part.isEmpty else { throw .emptyComponent }
        guard part != Array(".".utf8), part != Array("..".utf8) else { throw .relativeComponent }
        if part == [star, star] { return .anyDepth }
        if zip(part, part.dropFirst()).contains(where: { $0 == star && $1 == star }) {
            throw .doubleStarBesideText
        }
        return part.contains { $0 == star || $0 == UInt8(ascii: "?") } ? .wild(part) : .literal(part)
    }

    static func matches(_ component: Component, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        switch component {
        case .literal(let bytes): name.elementsEqual(bytes)
        case .wild(let bytes): !name.isEmpty && matchesWild(bytes, name)
        case .anyDepth: true
        }
    }

    private static func matchesWild(_ pattern: [UInt8], _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        var (index, position) = (0, 0)
        var retry: (index: Int, position: Int)?
        while position < name.count {
            if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
                index += 1
                retry = (index, position)
            } else if index < pattern.count,
                pattern[index] == UInt8(ascii: "?") || pattern[index] == name[position]
            {
                index += 1
                position += 1
            } else if let last = retry {
                retry = (last.index, last.position + 1)
                (index, position) = (last.index, last.position + 1)
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
