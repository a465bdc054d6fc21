// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import TestSupport
import Testing

@testable import Detection

@Suite("Joins")
struct CorrelatorTests {
    private static let node = Scene.certificate("system:node:node-a", "a", groups: ["system:nodes"])
    private static let nodeID = node.credentialID ?? ""
    private static let kubeletFile = "/etc/kubernetes/kubelet.conf"

    private func rules(_ events: [Scene.Event], _ settings: CorrelationSettings = CorrelationSettings()) throws
        -> [String]
    {
        Scene.rules(try Scene.outcome(events, settings: settings).alerts)
    }

    @Test func `a stolen certificate used from elsewhere is told once for an address`() throws {
        let events: [Scene.Event] = [
            Scene.use("system:node:node-a", Self.nodeID, from: Scene.home, at: 0),
            Scene.theft(Self.node, path: Self.kubeletFile, at: 10),
            Scene.use("system:node:node-a", Self.nodeID, from: Scene.thief, at: 14),
            Scene.use("system:node:node-a", Self.nodeID, from: Scene.thief, at: 15),
            Scene.use("system:node:node-a", Self.nodeID, from: Scene.home, at: 16),
        ]
        let (alerts, incidents) = try Scene.outcome(events)
        let alert = try #require(alerts.first)
        #expect(Scene.rules(alerts) == ["KW-3001"])
        #expect(alert.severity == .critical)
        #expect(alert.rules.first?.reason.contains("system:node:node-a") == true)
        #expect(alert.rules.first?.reason.contains("from 203.0.113.66 to list secrets") == true)
        #expect(alert.remediation.count == 5)
        #expect(incidents.count == 1)
        #expect(incidents.first?.timeline.map(\.kind) == [.theft, .use])
    }

    @Test func `every order of the same events gives the same incidents`() throws {
        let asked = AuditRecord.certificateRequest(), approved = AuditRecord.approval()
        let events: [Scene.Event] = [
            Scene.use("system:node:node-a", Self.nodeID, from: Scene.home, at: 0),
            Scene.theft(Self.node, path: Self.kubeletFile, at: 10),
            Scene.use("system:node:node-a", Self.nodeID, from: Scene.thief, at: 14),
            Scene.use("system:node:node-a", Self.nodeID, from: Scene.thief, at: 13),
            Scene.act(asked, by: "system:node:node-a", Self.nodeID, from: Scene.thief, at: 17),
            Scene.act(approved, by: "system:node:node-a", Self.nodeID, from: Scene.thief, at: 18),
            Scene.theft(Scene.authority, path: "/etc/kubernetes/pki/ca.key", at: 20, sequence: 2),
            Scene.use("kubernetes-admin", "X509SHA256=" + String(repeating: "f", count: 64), from: Scene.thief, at: 25),
        ]
        let settings = CorrelationSettings(isAuditComplete: true)
        let want = try Scene.outcome(events, settings: settings)
        #expect(Set(Scene.rules(want.alerts)) == ["KW-2003", "KW-3001", "KW-3003", "KW-3005"])
        var random = SplitMix64(seed: 5)
        for _ in 0..<60 {
            let have = try Scene.outcome(events.shuffled(using: &random), settings: settings)
            let isSame = have.incidents == want.incidents
            #expect(isSame)
            #expect(Set(have.alerts.map(\.id)) == Set(want.alerts.map(\.id)))
            #expect(have.alerts.count == want.alerts.count)
        }
    }

    @Test func `home, a proxy's word, and what was so before the theft excuse`() throws {
        let theft = Scene.theft(Self.node, path: Self.kubeletFile, at: 10)
        func use(_ source: String, _ minutes: Double) -> Scene.Event {
            Scene.use("system:node:node-a", Self.nodeID, from: source, at: minutes)
        }
        #expect(try rules([theft, use(Scene.home, 12)]) == [])
        #expect(try rules([theft, use("127.0.0.1", 12)]) == [])
        #expect(try rules([theft, use("::ffff:10.0.0.5", 12)]) == [])
        #expect(try rules([use(Scene.thief, 0), theft, use(Scene.thief, 12)]) == [])
        // A clock may be five minutes off.
        #expect(try rules([use(Scene.thief, 6), theft]) == ["KW-3001"])
        #expect(try rules([theft, use("192.0.2.7", 12)]) == ["KW-3001"])
        let settings = CorrelationSettings(
            homes: [NetworkRange("192.0.2.0/24")].compactMap(\.self),
            trustedProxies: [NetworkRange("198.51.100.1")].compactMap(\.self))
        #expect(try rules([theft, use("192.0.2.7", 12)], settings) == [])
        #expect(try rules([theft, use("192.0.2.7\",\"198.51.100.1", 12)], settings) == [])
        // What the client says stands before the proxy's word, and counts for nothing.
        #expect(try rules([theft, use("192.0.2.7\",\"203.0.113.66\",\"198.51.100.1", 12)], settings) == ["KW-3001"])
        #expect(try rules([theft, use("192.0.2.7\",\"203.0.113.66", 12)], settings) == ["KW-3001"])
    }

    @Test func `without a credential id the user and a new address join, and the doubt is said`() throws {
        let theft = Scene.theft(Self.node, path: Self.kubeletFile, at: 10)
        let (alerts, _) = try Scene.outcome([theft, Scene.use("system:node:node-a", nil, from: Scene.thief, at: 12)])
        #expect(Scene.rules(alerts) == ["KW-3001"])
        #expect(alerts.first?.severity == .medium)
        #expect(alerts.first?.rules.first?.reason.contains("names no credentials") == true)
        #expect(try rules([theft, Scene.use("system:node:node-b", nil, from: Scene.thief, at: 12)]) == [])
    }

    @Test func `after the theft of a front-proxy key a request without a credential is doubted, of users who have one`()
        throws
    {
        let theft = Scene.theft(Scene.certificate("front-proxy-client", "9"), path: Self.kubeletFile, at: 10)
        let usual = Scene.use("alice", "X509SHA256=1", from: Scene.home, at: 0)
        let forged = Scene.use("alice", nil, from: Scene.thief, at: 12)
        let (alerts, _) = try Scene.outcome([usual, theft, forged])
        #expect(Scene.rules(alerts) == ["KW-3001"])
        #expect(alerts.first?.severity == .medium)
        #expect(try rules([forged, theft, usual]) == ["KW-3001"])
        #expect(try rules([theft, forged]) == [])
        #expect(try rules([usual, forged]) == [])
        #expect(try rules([usual, theft, Scene.use("alice", nil, from: Scene.home, at: 12)]) == [])
    }

    @Test func `a stolen token used from elsewhere; from its pod it is its own`() throws {
        let user = "system:serviceaccount:shop:web"
        let theft = Scene.theft(Scene.token(user, "t1", pod: "shop/web-1"), path: "/etc/kubernetes/token", at: 10)
        #expect(try rules([theft, Scene.use(user, "JTI=t1", from: Scene.thief, at: 12)]) == ["KW-3002"])
        #expect(try rules([theft, Scene.use(user, "JTI=t1", from: "10.244.1.7", at: 12)]) == [])
        #expect(try rules([theft, Scene.use(user, "JTI=t2", from: Scene.thief, at: 12)]) == [])
    }

    @Test func `a certificate that nobody issued is golden only after a key was taken`() throws {
        let theft = Scene.theft(Scene.authority, path: "/etc/kubernetes/pki/ca.key", at: 10)
        let admin = "X509SHA256=" + String(repeating: "e", count: 64)
        let forged = Scene.use(
            "kubernetes-admin", admin, from: Scene.home, at: 20, groups: "[\"kubeadm:cluster-admins\"]")
        let complete = CorrelationSettings(isAuditComplete: true)
        let (alerts, _) = try Scene.outcome([theft, forged], settings: complete)
        #expect(Scene.rules(alerts) == ["KW-3003"])
        #expect(alerts.first?.severity == .critical)
        let (doubted, _) = try Scene.outcome([theft, forged])
        #expect(doubted.first?.severity == .medium)
        #expect(try rules([forged], complete) == [])
        let before = Scene.use("kubernetes-admin", admin, from: Scene.home, at: 0)
        #expect(try rules([before, theft, forged], complete) == [])
        // kubeadm renewed it: it lies in a file.
        var renewed = Scene.certificate("kubernetes-admin", "e")
        renewed.credentialID = admin
        #expect(try Scene.outcome([theft, forged], settings: complete, known: [renewed]).alerts.isEmpty)
    }

    @Test func `a token that nobody issued is golden, one that the log shows is not`() throws {
        let key = Credential(kind: .serviceAccountKey, evidence: .path)
        let theft = Scene.theft(key, path: "/etc/kubernetes/pki/sa.key", at: 100)
        let user = "system:serviceaccount:kube-system:admin"
        let begin = Scene.use("someone", "X509SHA256=1", from: Scene.home, at: 0)
        let used = Scene.use(user, "JTI=g", from: Scene.thief, at: 130)
        let complete = CorrelationSettings(isAuditComplete: true)
        let (alerts, _) = try Scene.outcome([begin, theft, used], settings: complete)
        #expect(Scene.rules(alerts) == ["KW-3003"])
        #expect(alerts.first?.severity == .critical)
        let issued = Scene.act(
            AuditRecord.tokenRequest(), by: "system:node:node-a", Self.nodeID, from: Scene.home, at: 120,
            annotations: "{\"authentication.kubernetes.io/issued-credential-id\":\"JTI=g\"}")
        #expect(!(try rules([begin, theft, issued, used], complete)).contains("KW-3003"))
        #expect(!(try rules([begin, theft, used, issued], complete)).contains("KW-3003"))
    }

    @Test func `a token that somebody asked for by hand is followed to its use`() throws {
        let asked = Scene.act(
            AuditRecord.tokenRequest(), by: "mallory", "X509SHA256=2", from: Scene.thief, at: 10,
            annotations: "{\"authentication.kubernetes.io/issued-credential-id\":\"JTI=m\"}")
        let used = Scene.use("system:serviceaccount:shop:web", "JTI=m", from: Scene.thief, at: 12)
        for events in [[asked, used], [used, asked]] {
            let (alerts, incidents) = try Scene.outcome(events)
            #expect(Scene.rules(alerts) == ["KW-3004"])
            #expect(alerts.first?.rules.first?.reason.contains("mallory") == true)
            #expect(incidents.first?.timeline.map(\.kind) == [.request, .use])
        }
        let bound = "{\"expirationSeconds\":3600,\"boundObjectRef\":{\"kind\":\"Pod\",\"name\":\"web\",\"uid\":\"u\"}}"
        let routine = Scene.act(
            AuditRecord.tokenRequest(spec: bound), by: "system:node:node-a", Self.nodeID, from: Scene.home, at: 10,
            annotations: "{\"authentication.kubernetes.io/issued-credential-id\":\"JTI=m\"}")
        #expect(try rules([routine, used]) == [])
    }

    @Test func `what is asked for with a stolen credential leads back to the theft`() throws {
        let admin = Scene.certificate("kubernetes-admin", "c")
        let id = admin.credentialID ?? ""
        let (alerts, incidents) = try Scene.outcome([
            Scene.theft(admin, path: "/etc/kubernetes/admin.conf", at: 5),
            Scene.act(
                AuditRecord.tokenRequest(), by: "kubernetes-admin", id, from: Scene.thief, at: 10,
                annotations: "{\"authentication.kubernetes.io/issued-credential-id\":\"JTI=m\"}"),
            Scene.use("system:serviceaccount:shop:web", "JTI=m", from: Scene.thief, at: 12),
        ])
        #expect(Scene.rules(alerts) == ["KW-3001", "KW-3004"])
        #expect(alerts.last?.severity == .critical)
        #expect(incidents.count == 1)
        #expect(incidents.first?.timeline.count == 4)
    }

    @Test func `an exec into a pod and a theft in it belong together with a use`() throws {
        let token = Scene.token("system:serviceaccount:shop:web", "t1", pod: "shop/web-1")
        let exec = AuditRecord(
            verb: "create",
            uri:
                "/api/v1/namespaces/shop/pods/web-1/exec?command=cat&command=/var/run/secrets/kubernetes.io/serviceaccount/token",
            object:
                "{\"resource\":\"pods\",\"namespace\":\"shop\",\"name\":\"web-1\",\"subresource\":\"exec\",\"apiVersion\":\"v1\"}",
            code: 101, body: "{}"
        ).with("stage", "\"ResponseStarted\"")
        let (_, incidents) = try Scene.outcome([
            Scene.act(exec, by: "bob", "X509SHA256=3", from: "198.51.100.20", at: 9),
            Scene.theft(token, path: "/etc/kubernetes/token", at: 10, pod: "web-1"),
            Scene.use("system:serviceaccount:shop:web", "JTI=t1", from: Scene.thief, at: 12),
        ])
        #expect(incidents.count == 1)
        #expect(incidents.first?.timeline.map(\.rules) == [["KW-2010"], ["KW-1001"], ["KW-3002"]])
    }

    @Test func `a restart knows what was before it and tells nothing twice`() throws {
        let log = MemoryNoticeLog()
        let context = AlertContext(hostname: Scene.host)
        let theft = Scene.theft(Self.node, path: Self.kubeletFile, at: 10)
        _ = try Scene.outcome([theft], log: log)
        let second = Correlator(settings: CorrelationSettings(), context: context, log: log)
        #expect(try second.restore().isEmpty)
        guard case .audit(let use) = Scene.use("system:node:node-a", Self.nodeID, from: Scene.thief, at: 14) else {
            return
        }
        let alerts = second.observe(use, nil)
        #expect(Scene.rules(alerts) == ["KW-3001"])
        // Killed before it was delivered: the next run tells it, and after that none does.
        let third = Correlator(settings: CorrelationSettings(), context: context, log: log)
        let again = try third.restore()
        #expect(again.map(\.id) == alerts.map(\.id))
        again.forEach(third.delivered)
        let fourth = Correlator(settings: CorrelationSettings(), context: context, log: log)
        #expect(try fourth.restore().isEmpty)
        #expect(fourth.observe(use, nil).isEmpty)
    }
}
