// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Reads a source line by line, in memory bounded by the longest line it takes.
package final class LineReader {
    private let source: any ByteSource
    private let lines: LineBuffer
    private var sourceEnded = false
    private var failure: InputError?
    /// While it is set, lines that look like one JSON object and hold none of its needles are stepped over.
    package var search: LineSearch?
    /// Lines stepped over so far.
    package private(set) var passedOver: UInt64 = 0
    /// Called after each read, with the bytes taken of the source.
    package var onRead: (UInt64) -> Void = { _ in }

    /// - Parameter maximumLine: bytes of the longest line that is kept.
    package init(_ source: any ByteSource, maximumLine: Int) {
        self.source = source
        lines = LineBuffer(maximumLine: maximumLine)
    }

    package var consumed: UInt64 { source.consumed }

    /// Unpacked bytes before the next line.
    package var offset: UInt64 { lines.offset }

    /// Lines read or stepped over so far.
    package var count: UInt64 { lines.count }

    /// nil at the end.
    /// - Throws: what the source threw, after everything that came before it has been returned.
    package func next() throws(InputError) -> InputLine? {
        while true {
            if let search { passedOver += lines.passOver(search) }
            if let line = lines.next() { return line }
            if sourceEnded {
                if let line = lines.finish() { return line }
                if let failure { throw failure }
                return nil
            }
            fill()
        }
    }

    private func fill() {
        do throws(InputError) {
            sourceEnded = try lines.fill { (room) throws(InputError) in try source.read(into: room) } == 0
        } catch {
            failure = error
            sourceEnded = true
        }
        onRead(source.consumed)
    }
}
