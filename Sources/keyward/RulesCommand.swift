// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection

struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "List the rules, or explain one.",
        subcommands: [List.self, Explain.self, Needles.self], defaultSubcommand: List.self)

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "All rules, one a line.")

        @Option(name: .shortAndLong, help: "text, or json for machines.")
        var output: OutputForm = .text

        func run() throws {
            switch output {
            case .json: try JSONOutput.print(RuleCatalog.all.map(RuleListing.init))
            case .text:
                for rule in RuleCatalog.all {
                    let severity = rule.severity.rawValue.padding(to: 8)
                    StandardStreams.output("\(rule.id)  \(severity)  \(rule.name): \(rule.summary)")
                }
            }
        }
    }

    struct Explain: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "What a rule fires on, why, legitimate causes, tuning, how to trigger it, what to rotate.")

        @Argument(help: "The rule's id, such as KW-1001.")
        var id: String

        func run() throws {
            guard let rule = RuleCatalog.rule(id.uppercased()) else {
                throw CommandFailure(
                    .usage, "there is no rule \(id); the rules are \(RuleCatalog.all.map(\.id).joined(separator: ", "))"
                )
            }
            var lines = ["\(rule.id)  \(rule.name)", "", rule.summary, "", "Severity: \(rule.severity.rawValue)"]
            lines.append("ATT&CK: \(rule.attack.joined(separator: ", "))")
            if !rule.covers.isEmpty {
                lines.append("Covers: \(rule.covers.map(\.rawValue).joined(separator: ", "))")
            }
            StandardStreams.output((lines + ["", rule.explanation]).joined(separator: "\n"))
        }
    }
}

extension RulesCommand {
    struct Needles: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The texts of which a line of an audit log holds one if a rule can fire on it.",
            discussion: """
                For a filter before Keyward. The same text can be spelt otherwise in JSON, with escapes; Keyward's own
                search finds those too.
                """)

        func run() {
            for needle in Detector(context: .unknown, audit: AuditSettings()).auditNeedles ?? [] {
                StandardStreams.output(needle)
            }
        }
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
