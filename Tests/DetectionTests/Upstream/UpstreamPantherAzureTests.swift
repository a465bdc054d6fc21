// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// panther-labs/panther-analysis, data_models/azure_aks_data_model.py: the event is a text in properties.log, read only in
/// two categories, compared exactly.
@Suite struct UpstreamPantherAzureTests {
    private func fires(_ record: String) -> Bool {
        RecordDecoder.decode(Array(record.utf8)).flatMap(UpstreamVerdicts.of).contains(.pantherClientCertificate)
    }

    private func record(category: String, log: String, label: Bool = true) -> String {
        let text = String(decoding: JSONValue(string: log).bytes, as: UTF8.self)
        let mark = label ? "\"p_log_type\":\"Azure.MonitorActivity\"," : ""
        return "{\(mark)\"category\":\"\(category)\",\"properties\":{\"log\":\(text)}}"
    }

    private let event = AuditRecord.certificateRequest().json

    @Test(arguments: [
        ("kube-audit", true), ("kube-audit-admin", true), ("Kube-Audit", false), ("kube-audit ", false),
        ("kube-audit-admin2", false), ("kube-apiserver", false), ("", false),
    ])
    func `the category is compared exactly`(category: String, expected: Bool) {
        #expect(fires(record(category: category, log: event)) == expected)
        #expect(fires(record(category: category, log: event, label: false)) == expected)
    }

    @Test(arguments: ["", "I1120 14:03:22 klog text", "null", "[]", "7", "{"])
    func `a log that is no event has no fields`(log: String) {
        #expect(!fires(record(category: "kube-audit", log: log)))
    }

    @Test func `a body that was left out raises`() {
        let skipped = AuditRecord.certificateRequest().with("requestObject", "\"skipped-too-big-size-object\"")
        #expect(!fires(record(category: "kube-audit", log: skipped.json)))
    }

    @Test func `Elastic's rules do not read these records`() {
        for text in [event, AuditRecord.tokenRequest().json] {
            let items = RecordDecoder.decode(Array(record(category: "kube-audit", log: text).utf8))
            #expect(!items.flatMap(UpstreamVerdicts.of).contains { $0.rawValue.hasPrefix("elastic:") })
        }
    }
}
