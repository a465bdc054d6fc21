// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What the machine told about one record, beside the record itself.
package struct EnrichmentFindings: Sendable, Equatable {
    package var workload: Workload?
    package var verifiedHostPath: String?
    package var supplement: ProcessSupplement
    /// Of a rename: host paths of its names, by the mounts; nil where no mount shows one.
    package var oldHostPath: [UInt8]?
    package var newHostPath: [UInt8]?
    /// In the words of `FileEvent.missing`; that of `supplement` not included.
    package var missing: [String]

    package init(
        workload: Workload? = nil, verifiedHostPath: String? = nil, supplement: ProcessSupplement = ProcessSupplement(),
        oldHostPath: [UInt8]? = nil, newHostPath: [UInt8]? = nil, missing: [String] = []
    ) {
        self.workload = workload
        self.verifiedHostPath = verifiedHostPath
        self.supplement = supplement
        self.oldHostPath = oldHostPath
        self.newHostPath = newHostPath
        self.missing = missing
    }
}
