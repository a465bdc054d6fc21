// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorEvents

/// The node's name and clock. The name is NODE_NAME where a DaemonSet passes it on (a pod's own host name is the pod's),
/// else gethostname(2).
enum LocalHost {
    /// The wall clock.
    static func currentTime() -> WallTime {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return WallTime(nanoseconds: UInt64(max(0, now.tv_sec)) * 1_000_000_000 + UInt64(now.tv_nsec))
    }

    static var name: String {
        if let node = getenv("NODE_NAME"), node.pointee != 0 { return String(cString: node) }
        var bytes = [CChar](repeating: 0, count: Int(HOST_NAME_MAX) + 1)
        guard gethostname(&bytes, bytes.count - 1) == 0 else { return "-" }
        return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
