// SPDX-License-Identifier: Apache-2.0

import CLibBPFShim

/// libbpf's own messages, kept for the error that follows them instead of being thrown onto the operator's terminal.
enum LibBPFLog {
    /// Messages kept; the verifier's reason stands among the last.
    private static let capacity = 60

    /// libbpf is used from one thread only (see KernelObject); its callback has no other.
    nonisolated(unsafe) private static var messages: [String] = []

    static func capture() {
        kw_libbpf_set_log { level, text in
            // LIBBPF_DEBUG (2) repeats every relocation.
            guard level < 2, let text else { return }
            LibBPFLog.append(String(cString: text))
        }
    }

    /// The messages so far, oldest first; empties the store.
    static func take() -> String {
        defer { messages = [] }
        return messages.joined()
    }

    private static func append(_ message: String) {
        if messages.count == capacity { messages.removeFirst() }
        messages.append(message)
    }
}
