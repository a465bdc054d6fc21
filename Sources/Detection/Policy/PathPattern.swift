// SPDX-License-Identifier: Apache-2.0

/// One pattern without braces, split into components.
struct PathPattern: Sendable, Equatable {
    /// A component by its place in `bytes`; plain numbers, so that matching moves no reference counts.
    struct Component: Sendable, Equatable {
        enum Kind: Sendable { case literal, wild, anyDepth }

        var kind: Kind
        var start: Int
        var end: Int
    }

    /// The pattern without the slash before its first component.
    let bytes: [UInt8]
    let components: [Component]
    /// Everything up to the first component that is not literal, ending in a slash; or all of it.
    let literalPrefix: [UInt8]
    /// Index of the first component after `literalPrefix`.
    private let firstVariable: Int

    init(_ text: String, absolute: Bool) throws(PatternProblem) {
        let slash = UInt8(ascii: "/")
        guard !absolute || text.utf8.first == slash else { throw .notAbsolute }
        let bytes = Array(text.utf8.dropFirst(absolute ? 1 : 0))
        var components: [Component] = []
        for part in bytes.split(separator: slash, omittingEmptySubsequences: false) {
            let kind = try Self.kind(part)
            components.append(Component(kind: kind, start: part.startIndex, end: part.endIndex))
        }
        let firstVariable = components.firstIndex { $0.kind != .literal } ?? components.count
        let prefixEnd = firstVariable < components.count ? components[firstVariable].start : bytes.count
        self.bytes = bytes
        self.components = components
        self.firstVariable = firstVariable
        literalPrefix = (absolute ? [slash] : []) + bytes[..<prefixEnd]
    }

    var lastComponent: ArraySlice<UInt8> { bytes[(components.last?.start ?? 0)...] }

    var isLiteral: Bool { firstVariable == components.count }

    func matches(_ path: UnsafeBufferPointer<UInt8>) -> Bool {
        guard path.count >= literalPrefix.count, path.starts(with: literalPrefix) else { return false }
        return isLiteral ? path.count == literalPrefix.count : matchesRest(of: path)
    }

    func matches(component index: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.withUnsafeBufferPointer { Self.matches(components[index], of: $0, name) }
    }

    /// Component by component; on a mismatch the last `**` takes one component more. An earlier `**` need not be
    /// retried: whatever it could give, the later one can take.
    private func matchesRest(of path: UnsafeBufferPointer<UInt8>) -> Bool {
        components.withUnsafeBufferPointer { components in
            bytes.withUnsafeBufferPointer { bytes in
                var index = firstVariable
                var position = literalPrefix.count
                var retry: (index: Int, position: Int)?
                while position <= path.count {
                    if index < components.count, components[index].kind == .anyDepth {
                        index += 1
                        if index == components.count { return position < path.count }
                        retry = (index, position)
                        continue
                    }
                    let end = Self.componentEnd(path, from: position)
                    let name = UnsafeBufferPointer(rebasing: path[position..<end])
                    if index < components.count, Self.matches(components[index], of: bytes, name) {
                        index += 1
                        position = end + 1
                    } else if let last = retry {
                        position = Self.componentEnd(path, from: last.position) + 1
                        index = last.index
                        retry = (index, position)
                    } else {
                        return false
                    }
                }
                return index == components.count
            }
        }
    }

    private static func componentEnd(_ path: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var end = start
        while end < path.count, path[end] != UInt8(ascii: "/") { end += 1 }
        return end
    }

    private static func kind(_ part: ArraySlice<UInt8>) throws(PatternProblem) -> Component.Kind {
        let (star, dot) = (UInt8(ascii: "*"), UInt8(ascii: "."))
        guard !part.isEmpty else { throw .emptyComponent }
        guard part != [dot], part != [dot, dot] else { throw .relativeComponent }
        if part == [star, star] { return .anyDepth }
        if zip(part, part.dropFirst()).contains(where: { $0 == star && $1 == star }) { throw .doubleStarBesideText }
        return part.contains { $0 == star || $0 == UInt8(ascii: "?") } ? .wild : .literal
    }

    private static func matches(
        _ component: Component, of bytes: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let pattern = UnsafeBufferPointer(rebasing: bytes[component.start..<component.end])
        return switch component.kind {
        case .literal: name.elementsEqual(pattern)
        case .wild: !name.isEmpty && matchesWild(pattern, name)
        case .anyDepth: true
        }
    }

    private static func matchesWild(
        _ pattern: UnsafeBufferPointer<UInt8>, _ name: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        var (index, position) = (0, 0)
        var retry: (index: Int, position: Int)?
        while position < name.count {
            if index < pattern.count, pattern[index] == UInt8(ascii: "*") {
                index += 1
                retry = (index, position)
            } else if index < pattern.count, pattern[index] == UInt8(ascii: "?") || pattern[index] == name[position] {
                index += 1
                position += 1
            } else if let last = retry {
                (index, position) = (last.index, last.position + 1)
                retry = (index, position)
            } else {
                return false
            }
        }
        return pattern[index...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
