// SPDX-License-Identifier: Apache-2.0

/// Counts and forgets.
package final class NullWriter: AlertWriter {
    package private(set) var bytes = 0

    package init() {}

    package func write(_ bytes: [UInt8]) throws(WriteError) {
        self.bytes += bytes.count
    }
}
