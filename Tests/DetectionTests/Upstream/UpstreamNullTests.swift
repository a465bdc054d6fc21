// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

/// Each field null, absent or of another type: what the upstream rules then say, and that nothing traps.
@Suite struct UpstreamNullTests {
    private static let values = ["null", "7", "true", "\"x\"", "[]", "{}", "[null]"]

    private func verdicts(_ record: AuditRecord) -> Set<UpstreamRule> {
        Set(RecordDecoder.decode(Array(record.json.utf8)).flatMap(UpstreamVerdicts.of))
    }

    @Test(arguments: ["verb", "objectRef"])
    func `without verb or object nothing fires`(field: String) {
        for value in Self.values {
            #expect(verdicts(AuditRecord.certificateRequest().with(field, value)).isEmpty, "\(field) \(value)")
            #expect(verdicts(AuditRecord.tokenRequest().with(field, value)).isEmpty, "\(field) \(value)")
        }
    }

    @Test func `without a decision Elastic's certificate rule is silent, and its token rule is not`() {
        for value in Self.values + ["{\"authorization.k8s.io/decision\":null}"] {
            #expect(
                verdicts(AuditRecord.certificateRequest().with("annotations", value)) == [.pantherClientCertificate])
            #expect(verdicts(AuditRecord.tokenRequest().with("annotations", value)) == [.elasticTokenRequest])
        }
    }

    @Test func `without a user only the certificate rules fire`() {
        for value in ["null", "{}", "{\"username\":null}", "{\"username\":\"\"}"] {
            let both: Set<UpstreamRule> = [.elasticClientCertificate, .pantherClientCertificate]
            #expect(verdicts(AuditRecord.certificateRequest().with("user", value)) == both)
            #expect(verdicts(AuditRecord.tokenRequest().with("user", value)).isEmpty)
        }
    }

    @Test func `the code and the stage are nothing to Elastic`() {
        for value in Self.values {
            #expect(
                verdicts(AuditRecord.certificateRequest().with("responseStatus", value)).contains(
                    .elasticClientCertificate))
            #expect(verdicts(AuditRecord.certificateRequest().with("stage", value)).contains(.elasticClientCertificate))
            #expect(verdicts(AuditRecord.tokenRequest().with("responseStatus", value)) == [.elasticTokenRequest])
        }
    }
}
