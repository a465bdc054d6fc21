// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the kernel tests look at in an alert.
struct GuestAlert: Decodable, Sendable, Equatable {
    struct Rule: Decodable, Equatable { var id: String }
    struct Executable: Decodable, Equatable {
        var path: String
        /// Of a process's own executable only, as are `deleted` and `memfd`.
        var identity: String?
        var exec_id: String?
        var deleted: Bool?
        var memfd: Bool?
    }
    struct Ancestor: Decodable, Equatable {
        var pid: UInt32
        var exe: Executable?
    }
    struct Process: Decodable, Equatable {
        var pid: UInt32
        var tid: UInt32
        var exe: Executable
        var args: [String]
        var ancestors: [Ancestor]
    }
    struct File: Decodable, Equatable {
        var pathname: String
        var access: [String]
        var opened_as: String?
        var old_path: String?
        var new_path: String?
    }

    struct Workload: Decodable, Equatable {
        var unit: String?
        var container_id: String?
        var pod_uid: String?
        var namespace: String?
        var name: String?
    }

    var id: String
    var severity: String
    var rules: [Rule]
    var file: File
    var process: Process
    var workload: Workload?
    /// How many more accesses it tells of.
    var repeats: Int?

    /// `KW-1001 /etc/kubernetes/pki/ca.key`, for comparing and for the text of a failure.
    var headline: String {
        rules.map(\.id).joined(separator: "+") + " " + file.pathname
    }
}
