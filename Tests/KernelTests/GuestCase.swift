// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What one case of a guest script left behind.
struct GuestCase: Sendable {
    var name: String
    /// What its commands printed, line by line.
    var output: [String] = []
    var alertLines: [String] = []
    /// The sensor's (or the command's) standard error.
    var log: [String] = []
    /// Exit status of the sensor (or the command).
    var status: Int = -1

    func alerts() throws -> [GuestAlert] {
        try alertLines.map { try JSONDecoder().decode(GuestAlert.self, from: Data($0.utf8)) }
    }

    /// A number of the totals line; nil if there is no such line or number.
    func total(_ name: String) -> Int? {
        log.last { $0.hasPrefix("keyward: totals ") }?.split(separator: " ")
            .first { $0.hasPrefix("\(name)=") }.flatMap { Int($0.dropFirst(name.count + 1)) }
    }

    /// The kernel's counters and the reader's agree to the record at the end of every run.
    func checkAccounting() throws {
        let total = { (key: String) in try #require(self.total(key), "\(name): no \(key)") }
        let sent = try total("delivered") + total("aggregated") + total("filtered")
        #expect(try total("seen") == sent + total("lost"), "\(name)")
        #expect(try total("lost") == total("lost_ring_secret") + total("lost_ring_open"), "\(name)")
        #expect(try total("delivered") == total("received"), "\(name)")
        #expect(
            try total("aggregated") == total("repeats_told") + total("repeats_untold") + total("repeats_own"),
            "\(name)")
        #expect(
            try total("received") + total("repeat_events")
                == total("undecodable") + total("canary") + total("own") + total("events"), "\(name)")
        #expect(
            try total("events") == total("alerts") + total("allowed") + total("quiet") + total("not_credential"),
            "\(name)")
        #expect(try total("undecodable") == 0, "\(name)")
    }
}
