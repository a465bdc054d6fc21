// SPDX-License-Identifier: Apache-2.0

/// What a Tracee event says of the process, as far as it says it.
package struct TraceeProcess: Sendable, Equatable {
    /// In the initial PID namespace, where the record has that.
    package var pid: UInt32?
    package var tid: UInt32?
    package var uid: UInt32?
    package var mountNamespace: UInt32?
    package var pidNamespace: UInt32?
    package var cgroupID: UInt64?

    init(v1beta1 process: JSONValue?) {
        let thread = process?["thread"]
        pid = Self.number(process, "host_pid", "hostPid", "pid")
        tid = Self.number(thread, "host_tid", "hostTid", "tid")
        uid = Self.number(process?["real_user"] ?? process?["realUser"], "id")
    }

    init(legacy event: JSONValue) {
        pid = Self.number(event, "hostProcessId", "processId")
        tid = Self.number(event, "hostThreadId", "threadId")
        uid = Self.number(event, "userId")
        mountNamespace = Self.number(event, "mountNamespace")
        pidNamespace = Self.number(event, "pidNamespace")
        cgroupID = event["cgroupId"]?.lenientInteger.flatMap { UInt64(exactly: $0) }
    }

    private static func number(_ object: JSONValue?, _ names: String...) -> UInt32? {
        for name in names {
            if let number = object?[name]?.lenientInteger.flatMap({ UInt32(exactly: $0) }) { return number }
        }
        return nil
    }
}
