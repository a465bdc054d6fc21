// SPDX-License-Identifier: Apache-2.0

/// Opens what the user named, and unpacks it if it is compressed, whatever it is called.
package enum ReplayInput {
    /// - Parameter source: bytes of the file or pipe `name`.
    package static func unpacked(_ source: any ByteSource, name: String) throws(InputError) -> any ByteSource {
        let peeked = try PeekedByteSource(source, peeking: 2)
        return peeked.isGzip ? try GzipByteSource(peeked, name: name) : peeked
    }
}
