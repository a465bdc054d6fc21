// SPDX-License-Identifier: Apache-2.0

/// Carries the bytes of alerts away.
package protocol AlertWriter: AnyObject {
    /// Takes one encoded alert whole, or throws. When it returns, the bytes have left the process or are safe on disk.
    func write(_ bytes: [UInt8]) throws(WriteError)
}
