// SPDX-License-Identifier: Apache-2.0

import Foundation

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
}
