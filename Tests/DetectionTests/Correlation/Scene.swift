// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport

/// Events of a small cluster, and what a correlator makes of them in whatever order.
struct Scene {
    enum Event {
        case file(FileEvent)
        case audit(AuditEvent)
    }

    static let host = "node-a"
    static let home = "10.0.0.5"
    static let thief = "203.0.113.66"
    static let start: UInt64 = 1_795_000_000_000_000_000
    static let minute: UInt64 = 60 * 1_000_000_000

    static func time(_ minutes: Double) -> WallTime {
        WallTime(nanoseconds: start + UInt64(Int64(minutes * 60) * 1_000_000_000))
    }

    static func certificate(_ user: String, _ digit: String, groups: [String] = []) -> Credential {
        var credential = Credential(kind: .certificate, evidence: .file)
        credential.user = user
        credential.subject = "CN=\(user)"
        credential.groups = groups
        credential.credentialID = "X509SHA256=" + String(repeating: digit, count: 64)
        credential.notAfter = time(1_000_000)
        return credential
    }

    static func token(_ user: String, _ id: String, pod: String? = nil) -> Credential {
        var credential = Credential(kind: .token, evidence: .file)
        credential.user = user
        credential.credentialID = "JTI=" + id
        credential.boundPod = pod
        return credential
    }

    static let authority: Credential = {
        var credential = Credential(kind: .authority, evidence: .stem)
        credential.subject = "CN=kubernetes"
        return credential
    }()

    /// A file of a kubeadm node, read by cp.
    static func theft(
        _ credential: Credential, path: String, at minutes: Double, sequence: UInt64 = 1, pod: String? = nil
    ) -> Event {
        var event = FileEvents.theft()
        event.time = time(minutes)
        event.origin.sequence = sequence
        event.file.pathname = KernelString(path)
        event.credentials = [credential]
        event.workload = pod.map { Workload(cgroup: "/kubepods", podUID: "u", namespace: "shop", pod: $0) }
        return .file(event)
    }

    /// A request that is nobody's business but for whose it is.
    static func use(
        _ user: String, _ id: String?, from source: String, at minutes: Double, verb: String = "list",
        resource: String = "secrets", groups: String = "[\"system:authenticated\"]", audit: String = "a"
    ) -> Event {
        let credential = id.map { ",\"extra\":{\"authentication.kubernetes.io/credential-id\":[\"\($0)\"]}" } ?? ""
        var record = AuditRecord(
            verb: verb, uri: "/api/v1/\(resource)", object: "{\"resource\":\"\(resource)\",\"apiVersion\":\"v1\"}",
            code: 200, body: "{}")
        record = record.with("user", "{\"username\":\"\(user)\",\"groups\":\(groups)\(credential)}")
        record = record.with("sourceIPs", "[\"\(source)\"]").with("auditID", "\"\(audit)-\(minutes)\"")
        return .audit(stamped(record, minutes))
    }

    /// Any record of `AuditRecord`, by a user with a credential, at a time.
    static func act(
        _ record: AuditRecord, by user: String, _ id: String?, from source: String, at minutes: Double,
        annotations: String = "{}"
    ) -> Event {
        let credential = id.map { ",\"extra\":{\"authentication.kubernetes.io/credential-id\":[\"\($0)\"]}" } ?? ""
        let groups = user.hasPrefix("system:node:") ? "[\"system:nodes\"]" : "[\"system:authenticated\"]"
        let whole = record.with("user", "{\"username\":\"\(user)\",\"groups\":\(groups)\(credential)}")
            .with("sourceIPs", "[\"\(source)\"]").with("annotations", annotations)
            .with("auditID", "\"act-\(minutes)\"")
        return .audit(stamped(whole, minutes))
    }

    private static func stamped(_ record: AuditRecord, _ minutes: Double) -> AuditEvent {
        let text = String(time(minutes).description.dropLast(4)) + "Z"
        return record.with("requestReceivedTimestamp", "\"\(text)\"").event
    }

    /// Rules and incidents, after all of `events` in this order.
    static func outcome(
        _ events: [Event], settings: CorrelationSettings = CorrelationSettings(), known: [Credential] = [],
        log: any NoticeLog = MemoryNoticeLog()
    ) throws -> (alerts: [Alert], incidents: [Incident]) {
        let correlator = Correlator(
            settings: settings, context: AlertContext(hostname: host), log: log, waitsForEnd: true)
        var alerts = correlator.know(addresses: [home], pods: ["10.244.1.0/24"], host: host)
        alerts += correlator.know(known, host: host)
        let detector = Detector(context: AlertContext(hostname: host), audit: AuditSettings())
        let policy = try Policy(profiles: [
            PathProfile(
                name: "test", description: "keys", detect: [], trees: ["/etc/kubernetes"], openers: [],
                files: [
                    ProfileFile(
                        paths: ["/etc/kubernetes/pki/ca.key"], credentialClass: .privateKey, component: "ca", allow: []),
                    ProfileFile(
                        paths: ["/etc/kubernetes/pki/sa.key"], credentialClass: .privateKey,
                        component: "service-account", allow: []),
                    ProfileFile(
                        paths: ["/etc/kubernetes/*.conf", "/etc/kubernetes/token"], credentialClass: .kubeconfig,
                        component: "kubelet", allow: []),
                ])
        ])
        let ofFiles = Detector(policy: policy, context: AlertContext(hostname: host))
        for event in events {
            switch event {
            case .file(let event):
                let alert = ofFiles.detect(event, upstream: []).alert
                alerts += correlator.observe(event, alert)
            case .audit(let event): alerts += correlator.observe(event, detector.detect(event, upstream: []).alert)
            }
        }
        alerts += correlator.finish()
        return (alerts, correlator.incidents)
    }

    static func rules(_ alerts: [Alert]) -> [String] { alerts.flatMap(\.rules).map(\.id).sorted() }
}
