// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite struct CommandLineTests {
    /// The commands that a help text lists below SUBCOMMANDS.
    private static func subcommands(in help: String) -> [String] {
        help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst().compactMap { line in
            // What follows them is `  See 'keyward help ...'`.
            guard line.hasPrefix("  "), line.dropFirst(2).first?.isLowercase == true else { return nil }
            return line.split(whereSeparator: { $0 == " " || $0 == "," }).first.map(String.init)
        }
    }

    @Test func `help is there for every command and those below it`() throws {
        let root = try KeywardProcess.run("--help")
        #expect(root.status == 0)
        #expect(root.output.contains("sudo keyward doctor"))
        let commands = Self.subcommands(in: root.output)
        #expect(Set(commands).isSuperset(of: ["run", "trigger", "doctor", "rules", "profiles", "version"]))
        for command in commands {
            let help = try KeywardProcess.run(command, "--help")
            #expect(help.status == 0, "\(command)")
            #expect(help.output.contains("USAGE: keyward \(command)"), "\(command)")
            #expect(help.output.contains("OPTIONS:"), "\(command)")
            #expect(help.error == "", "\(command)")
            for below in Self.subcommands(in: help.output) {
                let inner = try KeywardProcess.run(command, below, "--help")
                #expect(inner.status == 0, "\(command) \(below)")
                #expect(inner.output.contains("USAGE: keyward \(command) \(below)"), "\(command) \(below)")
            }
        }
    }

    @Test func `the help of run has examples and every option`() throws {
        let help = try KeywardProcess.run("run", "--help").output
        for text in ["Examples:", "sudo keyward run -o text", "--audit-log", "--no-kernel", "--capture", "--state-dir"]
        {
            #expect(help.contains(text), "\(text)")
        }
    }

    @Test(arguments: [
        ["--nonsense"], ["run", "--nonsense"], ["run", "-o", "xml"], ["run", "--min-severity", "grave"],
        ["rules", "explain"], ["nonsense"],
    ]) func `what cannot be understood ends with usage and status 2`(_ arguments: [String]) throws {
        let outcome = try KeywardProcess(arguments).finish()
        #expect(outcome.status == 2)
        #expect(outcome.error.contains("Error: "))
        #expect(outcome.error.contains("Usage: keyward"))
        #expect(outcome.output == "")
    }

    @Test func `the version is printed by the command and by the flag`() throws {
        let command = try KeywardProcess.run("version")
        let flag = try KeywardProcess.run("--version")
        #expect(command.status == 0)
        #expect(flag.status == 0)
        #expect(command.output == "keyward " + flag.output)
        #expect(flag.output.first?.isNumber == true)
    }

    @Test func `the rules are listed, one a line`() throws {
        let list = try KeywardProcess.run("rules", "list")
        #expect(list.status == 0)
        let ids = list.output.split(separator: "\n").map { $0.prefix(7) }
        #expect(ids.allSatisfy { $0.hasPrefix("KW-") })
        #expect(Set(ids).count == ids.count)
        #expect(Set(ids).isSuperset(of: ["KW-1001", "KW-1002", "KW-2001", "KW-2006"]))
        let json = try KeywardProcess.run("rules", "list", "-o", "json")
        let parsed = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
        #expect(parsed?.compactMap { $0["id"] as? String } == ids.map(String.init))
    }

    @Test(arguments: ["KW-1001", "kw-1001"]) func `a rule is explained`(_ id: String) throws {
        let rule = try KeywardProcess.run("rules", "explain", id)
        #expect(rule.status == 0)
        for text in ["KW-1001", "Legitimate causes:", "To try it:", "ATT&CK: T1552.004", "Covers: tracee:TRC-1018"] {
            #expect(rule.output.contains(text), "\(text)")
        }
    }

    @Test func `a rule that is none is answered with those there are`() throws {
        let outcome = try KeywardProcess.run("rules", "explain", "nope")
        #expect(outcome.status == 2)
        #expect(outcome.sentences.count == 1)
        #expect(outcome.sentences.first?.hasPrefix("there is no rule nope; the rules are KW-1001, ") == true)
    }

    @Test func `the profiles are listed and shown`() throws {
        let list = try KeywardProcess.run("profiles", "list")
        #expect(list.status == 0)
        #expect(list.output.contains("kubeadm: "))
        let shown = try KeywardProcess.run("profiles", "show", "kubeadm")
        #expect(shown.status == 0)
        #expect(shown.output.contains("/etc/kubernetes/pki/ca.key"))
        #expect(shown.output.contains("may open: "))
        let json = try KeywardProcess.run("profiles", "show", "kubeadm", "-o", "json")
        let parsed = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect(parsed?["name"] as? String == "kubeadm")
    }

    @Test func `a profile that is none is answered with those there are`() throws {
        let outcome = try KeywardProcess.run("profiles", "show", "nope")
        #expect(outcome.status == 2)
        #expect(outcome.sentences.first?.hasPrefix("there is no profile nope; the profiles are ") == true)
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func `a completion script is there`(_ shell: String) throws {
        let script = try KeywardProcess.run("--generate-completion-script", shell)
        #expect(script.status == 0)
        #expect(script.output.contains("keyward"))
    }
}
