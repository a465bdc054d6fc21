// SPDX-License-Identifier: Apache-2.0

/// One observed fact, whichever source saw it.
package enum Event: Sendable, Equatable {
    case file(FileEvent)
    case audit(AuditEvent)

    /// When it happened, by the clock of whoever observed it.
    package var time: WallTime {
        switch self {
        case .file(let event): event.time
        case .audit(let event): event.time
        }
    }
}
