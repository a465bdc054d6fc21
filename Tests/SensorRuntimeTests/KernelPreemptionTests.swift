// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct KernelPreemptionTests {
    private func isPreemptible(
        _ release: String = "6.12.1", version: String, state: String? = nil, _ commandLine: String? = nil
    ) -> Bool {
        KernelPreemption.isPreemptible(release: release, version: version, state: state, commandLine: commandLine)
    }

    @Test func `what the kernel says is in force counts most`() {
        let version = "#1 SMP PREEMPT_DYNAMIC Debian 6.12.1-1"
        #expect(!isPreemptible(version: version, state: "none (voluntary) full lazy", "preempt=full"))
        #expect(isPreemptible(version: version, state: "none voluntary (full) lazy"))
        #expect(isPreemptible(version: version, state: "full (lazy)"))
        #expect(!isPreemptible(version: version, state: "(none) voluntary full"))
    }

    @Test func `then what it was booted with`() {
        let version = "#1 SMP PREEMPT_DYNAMIC Debian 6.12.1-1"
        #expect(isPreemptible(version: version, "root=/dev/vda preempt=full quiet"))
        #expect(isPreemptible(version: version, "preempt=none preempt=lazy"))
        #expect(!isPreemptible("7.3.4", version: version, "preempt=voluntary"))
    }

    @Test func `then what it was built as, and when`() {
        #expect(!isPreemptible(version: "#1 SMP Debian 5.10.1-1"))
        #expect(isPreemptible(version: "#42-Ubuntu SMP PREEMPT Mon"))
        #expect(isPreemptible(version: "#1 SMP PREEMPT_RT Debian"))
        #expect(!isPreemptible(version: "#1 SMP PREEMPT_DYNAMIC Debian"))
        #expect(isPreemptible("7.3.4+deb13", version: "#1 SMP PREEMPT_DYNAMIC Debian"))
    }

    @Test func `where fentry would miss accesses an LSM program comes first`() {
        let names = { (isPreemptible: Bool, choice: HookChoice) in
            KernelLevel.plans(for: choice, hasTaskStorage: true, isPreemptible: isPreemptible).map(\.name)
        }
        #expect(names(false, .auto) == ["fentry", "fentry", "kprobe"])
        #expect(names(true, .auto) == ["lsm", "fentry", "fentry", "kprobe"])
        #expect(names(false, .lsm) == ["lsm"])
        #expect(names(true, .fentry) == ["fentry", "fentry"])
        #expect(names(false, .kprobe) == ["kprobe"])
    }
}
