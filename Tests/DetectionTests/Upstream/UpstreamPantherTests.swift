// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import Testing
import TestSupport

/// panther-labs/panther-analysis, rules/kubernetes_rules/k8s_client_certificate_created.{py,yml} and the helpers and
/// data models they use.
@Suite struct UpstreamPantherTests {
    private func fires(_ record: AuditRecord) -> Bool {
        UpstreamVerdicts.of(record.event).contains(.pantherClientCertificate)
    }

    private let request = AuditRecord.certificateRequest()

    @Test func `each published case comes out as published`() throws {
        let cases = try AuditFixture.cases("panther-cases.jsonl")
        #expect(cases.count == 9)
        for example in cases {
            let verdicts = RecordDecoder.decode(example.record).flatMap(UpstreamVerdicts.of)
            #expect(verdicts.contains(.pantherClientCertificate) == example.fires, "\(example.name)")
        }
    }

    @Test func `only create of the resource counts, whatever its subresource`() {
        #expect(fires(request))
        #expect(!fires(request.with("verb", "\"patch\"")))
        #expect(!fires(.approval()))
        #expect(fires(request.with("objectRef", #"{"resource":"certificatesigningrequests","subresource":"x"}"#)))
        #expect(!fires(request.with("objectRef", #"{"resource":"Certificatesigningrequests"}"#)))
    }

    @Test(arguments: [
        ("403", false), ("400", false), ("399", true), ("0", true), ("1", false), ("16", false), ("17", true),
        ("-5", true),
        ("\"403\"", true), ("403.0", true), ("4.03e2", true), ("null", true), ("true", false), ("false", true),
        ("[403]", true), ("99999999999999999999", false), ("-99999999999999999999", true),
    ])
    func `a code counts as Python's integers do`(code: String, expected: Bool) {
        #expect(fires(request.with("responseStatus", "{\"code\":\(code)}")) == expected)
    }

    @Test(arguments: [
        ("null", true), ("{}", true), ("\"\"", true), ("0", true), ("[]", true), ("false", true), ("\"no\"", false),
        ("[1]", false), ("7", false), ("{\"status\":\"Failure\"}", true),
    ])
    func `a status that is no object raises unless it is empty`(status: String, expected: Bool) {
        #expect(fires(request.with("responseStatus", status)) == expected)
    }

    @Test(arguments: [
        ("system:serviceaccount:kube-system:x", false), ("eks:x", false), ("masterclient", false),
        ("masterclient-evil", false), ("gke-x", false), ("azure-x", false), ("aksService", false),
        ("aksServiceX", true),
        ("system:admin", false), ("system:anonymous", false), ("system:node:n", false),
        ("system:bootstrap:abcdef", false),
        ("system:serviceaccount:default:x", true), ("system:xserviceaccountx", true),
        ("kubelet-nodepool-bootstrap", false),
        ("kubelet-bootstrap", true), (".iam.gserviceaccount.com", false), ("x@p.iam.gserviceaccount.com", true),
        ("", true),
    ])
    func `system principals are excluded by prefix`(name: String, expected: Bool) {
        #expect(fires(request.user(name)) == expected)
    }

    @Test func `an absent user counts, one that is no string raises`() {
        #expect(fires(request.with("user", nil)))
        #expect(fires(request.with("user", #"{"username":null}"#)))
        #expect(!fires(request.with("user", #"{"username":7}"#)))
        #expect(!fires(request.with("user", #"{"username":["a"]}"#)))
    }

    @Test(arguments: [
        (#"{"usages":["client auth"]}"#, true), (#"{"usages":["xclient auth"]}"#, false),
        (#"{"usages":"server auth, client auth"}"#, true), (#"{"usages":{"client auth":1}}"#, true),
        (#"{"usages":null}"#, false), (#"{"usages":null,"signerName":"kubernetes.io/kube-apiserver-client"}"#, false),
        (#"{"usages":["client auth"],"signerName":null}"#, true), (#"{"usages":[],"signerName":null}"#, false),
        (#"{"signerName":"kubernetes.io/kube-apiserver-client"}"#, true),
        (#"{"signerName":"kubernetes.io/kube-apiserver-client-kubelet"}"#, true),
        (#"{"signerName":"x.kubernetes.io/kube-apiserver-client-y"}"#, true),
        (#"{"signerName":"kubernetes.io/legacy-unknown"}"#, false), (#"{"signerName":7}"#, false), ("{}", false),
        ("null", false), ("\"x\"", false), ("[]", false),
    ])
    func `usages and signer are looked at as Python's in does`(spec: String, expected: Bool) {
        #expect(fires(request.with("requestObject", "{\"spec\":\(spec)}")) == expected)
    }

    @Test(arguments: ["null", "{}", "\"skipped-too-big-size-object\"", "[1]", "7"])
    func `without a body there is no alert`(body: String) {
        #expect(!fires(request.with("requestObject", body)))
    }

    @Test func `the label decides which data model reads the record`() {
        #expect(fires(request.with("p_log_type", "\"Amazon.EKS.Audit\"")))
        #expect(!fires(request.with("p_log_type", "\"Azure.MonitorActivity\"")))
        #expect(!fires(request.with("p_log_type", "\"GCP.AuditLog\"")))
        #expect(!fires(request.with("p_log_type", "\"Kubernetes.Audit\"")))
    }

    @Test(arguments: [
        ("certificates.k8s.io/v1/certificatesigningrequests/x", "certificatesigningrequests.create", true),
        ("certificates.k8s.io/v1/certificatesigningrequests", "certificatesigningrequests.create", true),
        ("certificates.k8s.io/v1/certificatesigningrequests/x/approval", "certificatesigningrequests.create", false),
        ("a/b/c/d/certificatesigningrequests", "x.create", true),
        ("certificates.k8s.io/v1/pods/x", "pods.create", false),
        ("certificates.k8s.io/v1/certificatesigningrequests/x", "certificatesigningrequests.delete", false),
    ])
    func `GKE names are split as Panther splits them, its defect included`(name: String, method: String, expected: Bool)
    {
        let record = """
            {"protoPayload":{"serviceName":"k8s.io","methodName":"io.k8s.\(method)","resourceName":"\(name)",
            "request":{"spec":{"usages":["client auth"]}}}}
            """
        let verdicts = RecordDecoder.decode(Array(record.utf8)).flatMap(UpstreamVerdicts.of)
        #expect((verdicts == [.pantherClientCertificate]) == expected)
    }
}
