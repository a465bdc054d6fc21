// SPDX-License-Identifier: Apache-2.0

/// Bytes in order, from a file, a pipe, or another source that is unpacked on the way.
package protocol ByteSource: AnyObject {
    /// Fills at least one byte of `buffer`, or returns 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(InputError) -> Int
    /// Bytes taken so far from what lies on disk; for showing progress.
    var consumed: UInt64 { get }
}
