// SPDX-License-Identifier: Apache-2.0

/// A path as the kernel half walked it: names from the root down.
package struct KernelPath: Sendable, Equatable {
    /// Root's child first. No name is empty, `/`, or holds a slash.
    package var names: [[UInt8]]
    /// The walk ran out of levels or bytes before the root: the outermost names are missing.
    package var isTruncated: Bool

    package init(names: [[UInt8]], isTruncated: Bool = false) {
        self.names = names
        self.isTruncated = isTruncated
    }

    /// `/etc/kubernetes/pki/ca.key`, or `.../pki/ca.key` where the outermost names are missing.
    package var bytes: [UInt8] {
        var joined: [UInt8] = isTruncated ? Array("...".utf8) : []
        for name in names {
            joined.append(UInt8(ascii: "/"))
            joined += name
        }
        return joined.isEmpty ? [UInt8(ascii: "/")] : joined
    }

    /// Nothing of it could be read.
    package var isUnknown: Bool { isTruncated && names.isEmpty }
}
