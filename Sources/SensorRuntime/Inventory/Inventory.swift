// SPDX-License-Identifier: Apache-2.0

package import Detection
package import SensorEvents

/// What a sensor with the same policy would protect on this host, found without one.
///
/// It is the sensor's own scan, but with identities of stat(2) instead of the kernel's. It opens no file; whose the files
/// are is asked separately.
package struct Inventory: Sendable, Equatable {
    /// Sorted by the bytes of their paths, each path once.
    package var items: [InventoryItem]
    /// Sentences for the operator: what is not protected, why, and what to do.
    package var warnings: [String]

    /// Looks at every tree of `policy`.
    package init(root: HostRoot, policy: Policy, limits: ProtectedSetScanner.Limits = .init()) throws {
        let scanner = ProtectedSetScanner(root: root, policy: policy, limits: limits) { StatIdentity.of($0) }
        try self.init(try scanner.scan(), policy: policy)
    }

    /// Learns whose the files are; what cannot be read says so in its line.
    ///
    /// - Parameter now: what the days left are counted from.
    package mutating func identify(with reader: CredentialReader, now: WallTime) {
        for index in items.indices {
            // A name that is not UTF-8 cannot be asked for.
            guard let file = items[index].credential,
                let path = String(validating: items[index].path.bytes, as: UTF8.self)
            else { continue }
            let identities = reader.read(path, as: file).credentials.map { AlertCredential($0, of: file) }
            items[index].identities = identities
            items[index].daysLeft = identities.compactMap(\.credential.notAfter).min().map { $0.days(after: now) }
        }
    }

    /// What is to be told of a scan.
    init(_ set: ProtectedSet, policy: Policy) throws {
        let openers = try InventoryOpeners(policy)
        var found: [[UInt8]: InventoryItem] = [:]
        for entry in set.entries {
            let path = KernelString(entry.path)
            found[path.bytes] = InventoryItem(
                path: path, isDirectory: entry.kind == .directory, depth: entry.kind == .directory ? entry.depth : nil)
        }
        for name in set.unprotected {
            var item = found[name.path.bytes] ?? InventoryItem(path: name.path, isDirectory: name.isDirectory)
            item.reason = item.reason ?? name.reason
            found[name.path.bytes] = item
        }
        items = found.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value).map { item in
            var item = item
            guard !item.isDirectory, let file = policy.classify(item.path) else { return item }
            item.credential = file
            item.allow = openers.openers(of: item.path, as: file)
            return item
        }
        warnings = set.warnings
        if set.unlisted > 0 {
            warnings.append(
                "\(set.unlisted) more names that are not protected are not listed. Remove the causes named above.")
        }
    }
}
