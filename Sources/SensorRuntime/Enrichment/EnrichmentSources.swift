// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

/// Everything that enrichment asks the machine for.
package final class EnrichmentSources {
    private let cgroups: CgroupResolver?
    private let pods: PodDirectory
    private let processes: ProcessReader
    private let executables: ExecutableRegistry
    private let mounts: HostMounts

    /// `cgroups`: nil on a host with cgroup version 1 alone.
    package init(
        cgroups: CgroupResolver?, pods: PodDirectory, processes: ProcessReader, executables: ExecutableRegistry,
        mounts: HostMounts
    ) {
        self.cgroups = cgroups
        self.pods = pods
        self.processes = processes
        self.executables = executables
        self.mounts = mounts
    }

    package func findings(on record: KernelRecord, host: HostFacts) -> EnrichmentFindings {
        let process = record.process
        var findings = EnrichmentFindings()
        if record.operation.hasTwoNames {
            findings.oldHostPath = mounts.hostPath(of: record.path, on: record.file.device)
            findings.newHostPath = mounts.hostPath(of: record.pathTwo, on: record.file.device)
        }
        // What a process shows is what it is only if it executed that.
        if let exe = process.exe, process.isItself {
            findings.verifiedHostPath = executables.verifiedHostPath(
                of: exe, inHostMountNamespace: process.isInMountNamespace(of: host))
        }
        var cgroup = cgroups?.path(of: process.cgroupID)
        findings.supplement = processes.read(
            pid: process.pid, startTime: process.startTime,
            .init(
                argsBeginning: process.argsTruncated ? process.args : nil, cwd: process.cwd == nil,
                // Without a version 2 hierarchy every process is at its root, which says nothing.
                cgroup: cgroup == nil && cgroups != nil))
        cgroup = cgroup ?? findings.supplement.cgroup
        if let cgroup {
            locate(CgroupPath.parse(cgroup), &findings)
        } else if cgroups == nil {
            findings.missing.append("workload.cgroup")
        }
        return findings
    }

    private func locate(_ workload: Workload, _ findings: inout EnrichmentFindings) {
        var workload = workload
        if let uid = workload.podUID {
            if let pod = pods.pod(uid: uid) {
                workload.namespace = pod.namespace
                workload.pod = pod.name
            } else {
                findings.missing += ["workload.namespace", "workload.pod"]
            }
        }
        // Only the container runtime knows it, and it is not asked.
        if workload.containerID != nil { findings.missing.append("workload.image") }
        findings.workload = workload
    }
}
