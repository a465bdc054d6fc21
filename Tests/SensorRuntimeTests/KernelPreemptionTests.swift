// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct KernelPreemptionTests {
    private func isPreemptible(
        _ release: String = "6.12.1", _ version: String, state: String? = nil, _ commandLine: String? = nil
    ) -> Bool {
        KernelPreemption.isPreemptible(release: release, version: version, state: state, commandLine: commandLine)
    }

    @Test func `what the kernel says is in force counts most`() {
        let version = "#1 SMP PREEMPT_DYNAMIC Debian 6.12.1-1"
        #expect(!isPreemptible(version, state: "none (voluntary) full lazy", "preempt=full"))
        #expect(isPreemptible(version, state: "none voluntary (full) lazy"))
        #expect(isPreemptible(version, state: "full (lazy)"))
        #expect(!isPreemptible(version, state: "(none) voluntary full"))
    }

    @Test func `then what it was booted with`() {
        let version = "#1 SMP PREEMPT_DYNAMIC Debian 6.12.1-1"
        #expect(isPreemptible(version, "root=/dev/vda preempt=full quiet"))
        #expect(isPreemptible(version, "preempt=none preempt=lazy"))
        #expect(!isPreemptible("7.3.4", version, "preempt=voluntary"))
    }

    @Test func `then what it was built as, and when`() {
        #expect(!isPreemptible("#1 SMP Debian 5.10.1-1"))
        #expect(isPreemptible("#42-Ubuntu SMP PREEMPT Mon"))
        #expect(isPreemptible("#1 SMP PREEMPT_RT Debian"))
        #expect(!isPreemptible("#1 SMP PREEMPT_DYNAMIC Debian"))
        #expect(isPreemptible("7.3.4+deb13", "#1 SMP PREEMPT_DYNAMIC Debian"))
    }

    @Test func `where fentry would miss accesses kprobes come first`() {
        let names = { (isPreemptible: Bool, choice: HookChoice) in
            KernelLevel.plans(for: choice, hasTaskStorage: true, isPreemptible: isPreemptible).map(\.name)
        }
        #expect(names(false, .auto) == ["fentry", "fentry", "kprobe"])
        #expect(names(true, .auto) == ["kprobe", "fentry", "fentry"])
        #expect(names(true, .fentry) == ["fentry", "fentry"])
        #expect(names(false, .kprobe) == ["kprobe"])
    }
}
