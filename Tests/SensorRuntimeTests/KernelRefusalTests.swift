// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct KernelRefusalTests {
    private static func error(_ change: (inout MachineFacts) -> Void) -> KernelError {
        var facts = KernelSupportTests.facts
        change(&facts)
        return KernelRefusal.error(facts, detail: "verifier")
    }

    @Test func `what is known to be missing is the cause`() {
        let error = Self.error {
            $0.capabilities = 0
            $0.hasSeccompFilter = true
        }
        #expect(error.cause == "This process lacks CAP_BPF and CAP_PERFMON.")
        #expect(error.fix.hasPrefix("Run as root"))
    }

    @Test func `a seccomp filter is the next suspect`() {
        let error = Self.error { $0.hasSeccompFilter = true }
        #expect(error.cause.hasSuffix("it runs under a seccomp filter, which may forbid bpf(2)."))
        #expect(error.fix.contains("seccompProfile"))
    }

    @Test func `an unknown lockdown mode is suspected where all else is there`() {
        let error = Self.error { $0.lockdown = nil }
        #expect(error.cause.hasSuffix("most likely it is locked down (confidentiality mode)."))
        #expect(
            error.fix
                == "`dmesg | grep -i lockdown` says whether it is; if so, boot with lockdown=integrity or lockdown=none."
        )
    }

    @Test func `with lockdown ruled out another security module is suspected`() {
        let error = Self.error { _ in }
        #expect(error.cause.hasSuffix("although this process has the capabilities."))
        #expect(error.fix.contains("dmesg"))
        #expect(error.detail == "verifier")
    }
}
