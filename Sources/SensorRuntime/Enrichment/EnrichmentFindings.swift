// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// What the machine told about one record, beside the record itself.
package struct EnrichmentFindings: Sendable, Equatable {
    package var workload: Workload?
    package var verifiedHostPath: String?
    package var supplement: ProcessSupplement
    /// In the words of `FileEvent.missing`; that of `supplement` not included.
    package var missing: [String]

    package init(
        workload: Workload? = nil, verifiedHostPath: String? = nil, supplement: ProcessSupplement = ProcessSupplement(),
        missing: [String] = []
    ) {
        self.workload = workload
        self.verifiedHostPath = verifiedHostPath
        self.supplement = supplement
        self.missing = missing
    }
}
