// SPDX-License-Identifier: Apache-2.0

import Detection
import Glibc

extension Enricher {
    /// Enrichment of the machine this process runs on, as the options describe it.
    convenience init(options: SensorOptions, root: HostRoot, source: KernelSource) throws {
        var boot = timespec()
        clock_gettime(CLOCK_BOOTTIME, &boot)
        let epoch = UInt64(boot.tv_sec) * 1_000_000_000 + UInt64(boot.tv_nsec)
        let host = try HostFacts(procfs: options.procfs, epoch: epoch)
        let executables = ExecutableRegistry(
            root: root, patterns: options.policy.executablePatterns,
            identity: { try source.identities(of: [$0])[0] })
        let sources = EnrichmentSources(
            cgroups: CgroupResolver(root: root), pods: PodDirectory(root: root),
            processes: ProcessReader(procfs: options.procfs), executables: executables,
            mounts: HostMounts(procfs: options.procfs))
        self.init(sources: sources, composer: FileEventComposer(host: host, policy: options.policy))
    }
}
