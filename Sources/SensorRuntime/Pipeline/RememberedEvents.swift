// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The events that the kernel half may be counting repeats of: those of this window and of the one before.
struct RememberedEvents {
    /// Of one window; at about 3 KB each, 3 MB for both. Repeats of what has no room are counted and not told.
    static let capacity = 512

    private var current: [UInt64: FileEvent] = [:]
    private var previous: [UInt64: FileEvent] = [:]
    /// Numbers of records of the sensor's own reads, whose repeats are told to nobody.
    private var own: Set<UInt64> = []
    private var previousOwn: Set<UInt64> = []

    /// - Parameter sequence: of the event's record.
    mutating func add(_ event: FileEvent, sequence: UInt64) {
        if current.count < Self.capacity { current[sequence] = event }
    }

    subscript(sequence: UInt64) -> FileEvent? { current[sequence] ?? previous[sequence] }

    mutating func addOwn(sequence: UInt64) {
        if own.count < CredentialStore.maximumFiles { own.insert(sequence) }
    }

    func isOwn(_ sequence: UInt64) -> Bool { own.contains(sequence) || previousOwn.contains(sequence) }

    mutating func endWindow() {
        previousOwn = own
        own = []
        previous = current
        current = [:]
    }
}
