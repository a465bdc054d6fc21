// SPDX-License-Identifier: Apache-2.0

/// One Tracee event about a file: `security_file_open` or `security_inode_rename`.
///
/// Both JSON forms are read: that of api/v1beta1 (`name`, `workload`, `data[]` with a typed value each) and the older
/// one of types/trace (`eventName`, `executable`, `args[]` with plain values).
package struct TraceeRecord: Sendable, Equatable {
    package enum Kind: String, Sendable {
        case open = "security_file_open"
        case rename = "security_inode_rename"
    }

    package var kind: Kind
    /// False for the older form.
    package var isV1Beta1: Bool
    package var executablePath: String?
    package var processName: String?
    package var pathname: String?
    package var oldPath: String?
    package var newPath: String?
    /// open(2) or renameat2(2) flags.
    package var flags: UInt32?
    /// Whether `flags` has the type that Tracee's own detector asks for (v1beta1: int32); it ignores any other.
    package var flagsAreInt32: Bool
    package var time: WallTime?
    package var process: TraceeProcess
    package var container: TraceeContainer?
    /// The whole record, as it was written.
    package var record: JSONValue
}

extension TraceeRecord {
    /// nil if `value` is not one of the two events.
    init?(_ value: JSONValue) {
        let isV1Beta1 = value["eventName"] == nil
        guard let name = (isV1Beta1 ? value["name"] : value["eventName"])?.string, let kind = Kind(rawValue: name)
        else {
            return nil
        }
        let arguments = TraceeArguments(value[isV1Beta1 ? "data" : "args"], isV1Beta1: isV1Beta1)
        self.kind = kind
        self.isV1Beta1 = isV1Beta1
        let process = value["workload"]?["process"]
        executablePath = (isV1Beta1 ? process?["executable"] : value["executable"])?["path"]?.string
        processName = isV1Beta1 ? process?["thread"]?["name"]?.string : value["processName"]?.string
        pathname = arguments.string("pathname")
        oldPath = arguments.string("old_path")
        newPath = arguments.string("new_path")
        (flags, flagsAreInt32) = arguments.flags("flags")
        time = Self.time(value["timestamp"])
        self.process = isV1Beta1 ? TraceeProcess(v1beta1: process) : TraceeProcess(legacy: value)
        container = isV1Beta1 ? TraceeContainer(v1beta1: value["workload"]) : TraceeContainer(legacy: value)
        record = value.detached()
    }

    /// RFC 3339 in v1beta1, nanoseconds since the epoch in the older form.
    private static func time(_ value: JSONValue?) -> WallTime? {
        if let text = value?.string { return WallTime(rfc3339: text) }
        guard let nanoseconds = value?.integer, nanoseconds >= 0 else { return nil }
        return WallTime(nanoseconds: UInt64(nanoseconds))
    }
}
