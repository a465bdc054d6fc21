// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The commands that need a kernel, on whatever machine this is: what they say and their exit status must agree.
@Suite struct MachineCommandTests {
    @Test func `doctor's status agrees with what it says`() throws {
        let doctor = try KeywardProcess.run("doctor")
        #expect(!doctor.hasTrace)
        for name in ["kernel: ", "BTF: ", "capabilities: ", "lockdown: ", "cgroups: "] {
            #expect(doctor.output.contains(name), "\(name)")
        }
        let isMissing = doctor.output.split(separator: "\n").contains { $0.hasPrefix("MISSING") }
        #expect(doctor.status == (isMissing ? 3 : 0))
        #expect(doctor.output.contains("The sensor can arm here.") == !isMissing)
        #expect(doctor.output.contains("fix: ") || !isMissing)
        let sentence = "this machine cannot run the sensor; see above for what is missing"
        #expect(doctor.sentences == (isMissing ? [sentence] : []))
    }

    @Test func `doctor says the same to machines`() throws {
        let doctor = try KeywardProcess.run("doctor", "-o", "json")
        let checks = try JSONSerialization.jsonObject(with: Data(doctor.output.utf8)) as? [[String: String]]
        let isMissing = try #require(checks).contains { $0["status"] == "missing" }
        #expect(doctor.status == (isMissing ? 3 : 0))
    }

    @Test func `run without what it needs says what, and what to do, in one line`() throws {
        let directory = try KeywardProcess.temporaryDirectory()
        var arguments = ["run", "--state-dir", directory.path + "/state"]
        // Where the kernel takes the programs, one that is none stands in for a kernel that does not.
        if try KeywardProcess.run("doctor").status == 0 {
            try Data("no object".utf8).write(to: directory.appending(path: "object"))
            arguments += ["--bpf-object", "object"]
        }
        let run = try KeywardProcess(arguments, in: directory).finish()
        #expect(run.status == 3)
        #expect(run.output == "")
        #expect(!run.hasTrace)
        #expect(run.sentences.count == 1)
        #expect(run.error.split(separator: "\n").count == 1)
        // A cause, and a fix behind it.
        #expect(run.sentences.first?.contains(". ") == true)
        #expect(run.sentences.first?.hasSuffix(".") == true)
    }

    @Test func `an audit log does not make up for a kernel that is missing`() throws {
        let directory = try KeywardProcess.temporaryDirectory()
        try Data("no object".utf8).write(to: directory.appending(path: "object"))
        let run = try KeywardProcess(
            ["run", "--audit-log", "audit.log", "--state-dir", "state", "--bpf-object", "object"], in: directory
        ).finish()
        #expect(run.status == 3)
        #expect(run.output == "")
    }

    @Test func `without the kernel there must be an audit log`() throws {
        let run = try KeywardProcess.run("run", "--no-kernel")
        #expect(run.status == 2)
        #expect(run.error.contains("--no-kernel leaves nothing to watch"))
    }

    @Test func `an audit log that is no file is refused`() throws {
        let run = try KeywardProcess.run("run", "--no-kernel", "--audit-log", "/dev/null")
        #expect(run.status == 2)
        #expect(run.sentences.first?.hasPrefix("The audit log /dev/null cannot be read: ") == true)
    }
}
