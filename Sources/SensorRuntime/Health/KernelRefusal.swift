// SPDX-License-Identifier: Apache-2.0

/// Explains an EPERM of bpf(2), which the kernel gives without a reason, from what is known of the machine. Pure.
enum KernelRefusal {
    static func error(_ facts: MachineFacts, detail: String) -> KernelError {
        let missing = KernelSupport.checks(facts).first { $0.status == .missing }
        if let missing { return KernelError(cause: missing.finding, fix: missing.fix, detail: detail) }
        if facts.hasSeccompFilter {
            return KernelError(
                cause: "The kernel refuses the sensor's programs, although this process has the capabilities: it runs "
                    + "under a seccomp filter, which may forbid bpf(2).",
                fix: "Let the container's seccomp profile allow bpf and perf_event_open (Kubernetes: seccompProfile "
                    + "type Unconfined, or one of your own).",
                detail: detail)
        }
        guard facts.lockdown == nil else {
            return KernelError(
                cause: "The kernel refuses the sensor's programs, although this process has the capabilities.",
                fix: "Another security module may forbid them: look for a denial in `dmesg` or the system's audit log.",
                detail: detail)
        }
        return KernelError(
            cause: "The kernel refuses the sensor's programs, although this process has the capabilities: most likely "
                + "it is locked down (confidentiality mode).",
            fix: "`dmesg | grep -i lockdown` says whether it is; if so, boot with lockdown=integrity or lockdown=none.",
            detail: detail)
    }
}
