// SPDX-License-Identifier: Apache-2.0

import CEventABI
package import SensorEvents

/// The numbers that stand for host paths in the kernel's protected set.
///
/// A number is kept while its path is protected and for as long after as there is room, because the kernel may have
/// learned files under it; it is never given to another path meanwhile.
package struct ProtectedPaths: Sendable {
    package struct Named: Sendable, Equatable {
        package var path: String
        package var kind: ProtectedEntry.Kind
        /// Of a directory, as the kernel was told; one that the kernel learned below it has less.
        package var depth: Int
        /// What was there at the last scan; the kernel may have learned other inodes under the same number.
        /// nil for a directory that is not there.
        package var id: InodeID?
    }

    /// Paths remembered, protected ones, expected ones and devices always among them; at about 150 bytes each, 20 MiB at the very most.
    package static let capacity = 131_072

    private var names: [UInt32: Named] = [:]
    /// By bytes: `String` would take two files whose names are canonically equivalent for one.
    private var numbers: [[UInt8]: UInt32] = [:]
    /// Of the files among them.
    private var files: [InodeID: UInt32] = [:]
    private var last: UInt32 = 0
    private let capacity: Int

    package init() {
        self.init(capacity: Self.capacity)
    }

    init(capacity: Int) {
        self.capacity = capacity
    }

    package subscript(number: UInt32) -> Named? { names[number] }

    /// The path that this very file was last found at; nil if it is no file of the protected set.
    package func path(of file: InodeID) -> String? {
        files[file].flatMap { names[$0] }.flatMap { $0.id == file ? $0.path : nil }
    }

    /// Numbers every entry of a scan. The same path has the same number as long as it is remembered; never 0.
    package mutating func assign(_ set: ProtectedSet) -> [InodeID: UInt32] {
        var assigned: [InodeID: UInt32] = [:]
        for entry in set.entries {
            assigned[entry.id] = number(of: entry.path, kind: entry.kind, depth: entry.depth, id: entry.id)
        }
        if names.count > capacity { forget(except: Set(assigned.values)) }
        return assigned
    }

    /// The number of this path, with what is there.
    package mutating func number(
        of path: String, kind: ProtectedEntry.Kind, depth: Int = 0, id: InodeID? = nil
    ) -> UInt32 {
        let bytes = Array(path.utf8)
        let number = numbers[bytes] ?? unused()
        numbers[bytes] = number
        names[number] = Named(path: path, kind: kind, depth: depth, id: id)
        if kind == .file, let id { files[id] = number }
        return number
    }

    /// The number of a directory that may not be there yet; what is known of it already stays.
    mutating func expectedNumber(of path: String, depth: Int?) -> UInt32 {
        numbers[Array(path.utf8)] ?? number(of: path, kind: .directory, depth: depth ?? 0)
    }

    private mutating func unused() -> UInt32 {
        repeat { last &+= 1 } while last == 0 || last == KW_CANARY_ID || names[last] != nil
        return last
    }

    private mutating func forget(except current: Set<UInt32>) {
        names = names.filter { current.contains($0.key) || $0.value.id == nil }
        numbers = numbers.filter { names[$0.value] != nil }
        files = files.filter { names[$0.value] != nil }
    }
}
