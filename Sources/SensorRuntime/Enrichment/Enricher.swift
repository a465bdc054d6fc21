// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Completes kernel records to file events.
package final class Enricher {
    private let sources: EnrichmentSources
    /// Replaced when the clock or policy changes.
    package var composer: FileEventComposer
    /// Replaced after each scan.
    package var paths: ProtectedPaths

    package init(sources: EnrichmentSources, composer: FileEventComposer, paths: ProtectedPaths = ProtectedPaths()) {
        self.sources = sources
        self.composer = composer
        self.paths = paths
    }

    package func fileEvent(from record: KernelRecord) -> FileEvent {
        composer.event(
            from: record, paths: paths, findings: sources.findings(on: record, host: composer.host))
    }
}
