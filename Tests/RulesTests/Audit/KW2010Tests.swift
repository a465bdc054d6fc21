// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct KW2010Tests {
    private func severity(_ record: AuditRecord) -> Severity? {
        CredentialReach().evaluate(record.event)?.severity
    }

    private let exec = AuditRecord.exec(
        "command=cat&command=%2Fvar%2Frun%2Fsecrets%2Fkubernetes.io%2Fserviceaccount%2Ftoken&stdout=true")

    @Test func `a command that reads the pod's token fires, and the reason names command and pod`() throws {
        let finding = try #require(CredentialReach().evaluate(exec.event))
        #expect(finding.severity == .high && finding.rule.id == "KW-2010")
        #expect(
            finding.reason
                == "alice (from 203.0.113.7) ran a command in the pod shop/web-1 that names the credential path "
                + "/var/run/secrets/kubernetes.io/serviceaccount/token: "
                + "cat /var/run/secrets/kubernetes.io/serviceaccount/token.")
    }

    @Test(arguments: [
        ("command=sh&command=-c&command=cd+/run/secrets/kubernetes.io/serviceaccount;cat+token", false),
        ("command=sh&command=-c&command=cat+/var//run/./secrets/eks.amazonaws.com/serviceaccount/token", true),
        ("command=ls&command=/host/etc/kubernetes/pki", true), ("command=cat&command=/root/.kube/config", true),
        ("command=sh&command=-c&command=cat+/var/run/sec%22%22rets/kubernetes.io/serviceaccount/token", true),
        ("command=cat&command=..data/token", true), ("command=tar&command=c&command=/var/lib/kubelet/pki", true),
        ("command=cat&command=/var/run/secrets/kubernetes.io/serviceaccount/ca.crt", false),
        ("command=cat&command=/run/secrets/kubernetes.io/serviceaccount/namespace", false),
        ("command=cat&command=/etc/kubernetes/pki/ca.crt", false), ("command=ls&command=/var/log", false),
        ("command=ls&command=/etc/pki/tls/certs", false), ("command=sh", false),
        ("stdin=true&container=/etc/kubernetes", false), ("", false),
    ])
    func `what a command names is read as a shell would`(query: String, fires: Bool) {
        #expect((severity(.exec(query)) == .high) == fires)
    }

    @Test func `a session is told when it begins, a refused one when it is refused`() {
        #expect(severity(exec.with("verb", "\"get\"")) == .high)
        #expect(severity(exec.with("stage", "\"ResponseComplete\"")) == nil)
        #expect(severity(exec.with("stage", "\"ResponseComplete\"").answered("200")) == .high)
        #expect(severity(exec.with("stage", "\"ResponseComplete\"").answered("403")) == .low)
        #expect(severity(exec.with("stage", "\"RequestReceived\"").with("responseStatus", nil)) == nil)
    }

    @Test func `the kubelet's own exec through nodes/proxy fires, its logs do not`() {
        let node = #"{"resource":"nodes","name":"n1","subresource":"proxy","apiVersion":"v1"}"#
        func proxy(_ path: String) -> AuditRecord {
            exec.with("objectRef", node).with("requestURI", "\"/api/v1/nodes/n1/proxy/\(path)\"")
        }
        #expect(severity(proxy("run/shop/web-1/c?cmd=cat+/run/secrets/x/token")) == .high)
        #expect(severity(proxy("exec/shop/web-1/c?command=cat&command=/run/secrets/x/token")) == .high)
        #expect(severity(proxy("logs/?command=/run/secrets/x/token")) == nil)
    }

    @Test(arguments: [
        ("/", true), ("/etc", true), ("/etc/kubernetes", true), ("/etc/kubernetes/pki", true), ("/var", true),
        ("/var/lib/kubelet", true), ("/var/lib/kubelet/pods", true), ("/etc/../etc//kubernetes/./", true),
        ("/var/lib/rancher", true), ("/var/lib/etcd", true), ("/root", true), ("/var/log", false),
        ("/lib/modules", false), ("/etc/ssl/certs", false), ("/etc/kubernetes/pki/ca.crt", false),
        ("/var/lib/kubelet/device-plugins", false), ("/var/lib/kubelet/plugins/csi.example.com", false),
        ("/home", true), ("/home/bob", true), ("/home/bob/data", false), ("/home/bob/.kube", true),
        ("/var/lib/k0s/kubelet/plugins", false), ("/var/snap/microk8s/common/default-storage", false),
        ("/var/snap/microk8s", true), ("/etc/kubernetes-addons", false), ("/run/flannel", false),
        ("/opt/cni/bin", false),
    ])
    func `a volume at or above a credential directory fires`(path: String, fires: Bool) {
        #expect(severity(.pod(hostPath: path)) == (fires ? .high : nil))
    }

    @Test func `every kind that pods are made from is looked into`() {
        for kind in ["deployments", "daemonsets", "statefulsets", "replicasets"] {
            #expect(severity(.template(kind, hostPath: "/")) == .high)
        }
        #expect(severity(.template("jobs", group: "batch", hostPath: "/")) == .high)
        let cron = ["spec", "jobTemplate", "spec", "template", "spec"]
        #expect(severity(.template("cronjobs", group: "batch", path: cron, hostPath: "/")) == .high)
        #expect(severity(.template("widgets", group: "example.com", hostPath: "/")) == nil)
        #expect(severity(AuditRecord.template("deployments", hostPath: "/").with("verb", "\"get\"")) == nil)
    }

    @Test(arguments: [
        #"[{"op":"add","path":"/spec/template/spec/volumes/-","value":{"name":"h","hostPath":{"path":"/etc"}}}]"#,
        #"[{"op":"replace","path":"/spec/template/spec/volumes/0/hostPath/path","value":"/etc"}]"#,
        #"[{"op":"replace","path":"/spec/template/spec/volumes/0/hostPath","value":{"path":"/etc"}}]"#,
        #"{"spec":{"template":{"spec":{"volumes":[{"name":"h","hostPath":{"path":"/etc"}}]}}}}"#,
    ])
    func `a patch that adds one fires`(patch: String) {
        let record = AuditRecord.template("deployments", hostPath: "/var/log").with("verb", "\"patch\"").answered("200")
        #expect(severity(record) == nil)
        #expect(severity(record.with("requestObject", patch)) == .high)
    }

    @Test func `pods of a template are info, a static pod's mirror is nothing`() {
        let controller = "system:serviceaccount:kube-system:daemon-set-controller"
        #expect(severity(AuditRecord.pod(hostPath: "/").user(controller)) == .info)
        #expect(severity(AuditRecord.pod(hostPath: "/").impersonating(controller)) == .high)
        let nodes = "[\"system:nodes\"]"
        let mirror = #"{"name":"web-1","annotations":{"kubernetes.io/config.mirror":"1a2b"}}"#
        let pod = AuditRecord.pod(hostPath: "/etc/kubernetes", metadata: mirror)
        #expect(severity(pod.user("system:node:n1", groups: nodes)) == nil)
        #expect(severity(pod) == .high)
        #expect(severity(AuditRecord.pod(hostPath: "/").user("system:node:n1", groups: nodes)) == .high)
    }

    @Test func `refusal and dry run count as everywhere`() {
        #expect(severity(AuditRecord.pod(hostPath: "/").answered("403")) == .low)
        #expect(severity(AuditRecord.pod(hostPath: "/").with("requestURI", "\"/x?dryRun=All\"")) == .info)
    }
}
