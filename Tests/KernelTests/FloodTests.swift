// SPDX-License-Identifier: Apache-2.0

import Testing

/// 200 thefts by short-lived processes during 200,000 opens of a file that nothing protects and 50,000 of a public one.
@Suite("Thefts in a flood on a real kernel")
struct FloodTests {
    @Test(arguments: GuestKernel.allCases)
    func everyTheftIsToldAndEveryOpenCounted(kernel: GuestKernel) async throws {
        let runs = try await GuestMachine.shared.report("flood", on: kernel).cases.values
        #expect(!runs.isEmpty)
        for run in runs {
            #expect(run.output == ["flooding"])
            try run.checkAccounting()
            let alerts = try run.alerts()
            let thefts = alerts.filter { $0.headline == Expectation.readCA }
            #expect(thefts.count == 200, "\(run.log)")
            #expect(Set(thefts.map(\.process.pid)).count == 200)
            #expect(Set(thefts.compactMap(\.process.args.last)) == Set((0..<200).map { "/nowhere/\($0)" }))
            let others = alerts.filter { $0.headline == "KW-1005 \(Expectation.pki)/ca.crt" }
            #expect(thefts.count + others.count == alerts.count)
            #expect(others.reduce(0) { $0 + ($1.repeats ?? 1) } == 50_000)
            #expect(run.total("lost") == 0)
            let sensor = ["canary", "own", "repeats_own"].reduce(0) { $0 + (run.total($1) ?? 0) }
            #expect(run.total("seen") == 50_200 + sensor)
        }
    }
}
