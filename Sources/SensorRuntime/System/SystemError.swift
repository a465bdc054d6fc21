// SPDX-License-Identifier: Apache-2.0

import Glibc

/// A system call that failed.
package struct SystemError: Error, Equatable {
    /// The call's name (`openat2`).
    package var call: String
    /// What it was about, where there is a name for it.
    package var path: String?
    /// `errno`.
    package var number: Int32

    package init(call: String, path: String? = nil, number: Int32) {
        self.call = call
        self.path = path
        self.number = number
    }

    /// What strerror(3) says of the number, without its text shared between threads.
    package var reason: String {
        var text = [CChar](repeating: 0, count: 256)
        guard strerror_r(number, &text, text.count) == 0 else { return "error \(number)" }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension SystemError: CustomStringConvertible {
    package var description: String {
        path.map { "\(call) \($0): \(reason)" } ?? "\(call): \(reason)"
    }
}
