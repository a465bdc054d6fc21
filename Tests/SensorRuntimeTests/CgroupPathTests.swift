// SPDX-License-Identifier: Apache-2.0

import SensorEvents
import Testing

@testable import SensorRuntime

@Suite struct CgroupPathTests {
    static let id = String(repeating: "0123456789abcdef", count: 4)
    static let other = String(repeating: "fedcba9876543210", count: 4)
    static let uid = "6f1d3f0e-9a55-4c1b-8a6e-0b7f5d2c9e11"
    static let staticUID = "8d1c0a2b3f4e5d6c7b8a99887766554f"
    static let sliceUID = "6f1d3f0e_9a55_4c1b_8a6e_0b7f5d2c9e11"
    static let burstable = "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod\(sliceUID).slice"
    static let kind = "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-pod\(sliceUID).slice"

    struct Case: Sendable, CustomTestStringConvertible {
        var path: String
        var unit: String?
        var container: String?
        var pod: String?
        var testDescription: String { path }
    }

    static let cases = [
        Case(path: "/system.slice/kubelet.service", unit: "kubelet.service"),
        Case(path: "/user.slice/user-1000.slice/session-3.scope", unit: "session-3.scope"),
        Case(path: "/init.scope", unit: "init.scope"),
        Case(path: "/system.slice/_cpu.service", unit: "cpu.service"),
        Case(path: #"/system.slice/var-lib-a\x2db.mount"#, unit: #"var-lib-a\x2db.mount"#),
        Case(path: "/system.slice/system-getty.slice/getty@tty1.service", unit: "getty@tty1.service"),
        Case(path: "/system.slice"),
        Case(path: "/"),
        Case(
            path: "\(burstable)/cri-containerd-\(id).scope", unit: "cri-containerd-\(id).scope", container: id,
            pod: uid),
        Case(path: "\(burstable)/crio-\(id).scope", unit: "crio-\(id).scope", container: id, pod: uid),
        Case(path: "\(burstable)/docker-\(id).scope", unit: "docker-\(id).scope", container: id, pod: uid),
        Case(path: "\(burstable)/crio-conmon-\(id).scope", unit: "crio-conmon-\(id).scope", pod: uid),
        Case(
            path: "/kubepods.slice/kubepods-pod\(staticUID).slice/cri-containerd-\(id).scope",
            unit: "cri-containerd-\(id).scope", container: id, pod: staticUID),
        Case(path: "/kubepods/burstable/pod\(uid)/\(id)", container: id, pod: uid),
        Case(path: "/kubepods/pod\(staticUID)/\(id)", container: id, pod: staticUID),
        Case(path: "/kubepods/besteffort/pod\(uid)", pod: uid),
        Case(path: "/docker/\(id)", container: id),
        Case(path: "/system.slice/docker-\(id).scope", unit: "docker-\(id).scope", container: id),
        Case(
            path: "/machine.slice/libpod-\(id).scope/container", unit: "libpod-\(id).scope", container: id),
        Case(
            path: "/system.slice/containerd.service/kubepods-burstable-pod\(sliceUID).slice:cri-containerd:\(id)",
            unit: "containerd.service", container: id, pod: uid),
        // A node that is a container.
        Case(path: "/docker/\(other)/kubelet.slice/kubelet.service", unit: "kubelet.service", container: other),
        Case(
            path: "/docker/\(other)\(kind)/cri-containerd-\(id).scope", unit: "cri-containerd-\(id).scope",
            container: id, pod: uid),
        Case(
            path: "/system.slice/docker-\(other).scope\(kind)/cri-containerd-\(id).scope",
            unit: "docker-\(other).scope", container: id, pod: uid),
    ]

    @Test("the workload is what the path says", arguments: cases)
    func parse(_ expected: Case) {
        #expect(
            CgroupPath.parse(expected.path)
                == Workload(
                    cgroup: expected.path, unit: expected.unit, containerID: expected.container, podUID: expected.pod))
    }

    @Test("a user's own service manager cannot name a unit of the system")
    func userUnit() {
        let path = "/user.slice/user-1000.slice/user@1000.service/app.slice/kubelet.service"
        #expect(CgroupPath.parse(path).unit == "user@1000.service")
    }

    @Test("a container cannot name a unit, a pod or a container below itself")
    func nestedForgery() {
        let own = "\(Self.burstable)/cri-containerd-\(Self.id).scope"
        let forged = "\(own)/kubepods/pod\(Self.staticUID)/\(Self.other)"
        let workload = CgroupPath.parse(forged)
        #expect(workload.podUID == Self.uid)
        #expect(workload.containerID == Self.id)
        #expect(CgroupPath.parse(own + "/system.slice/kubelet.service").unit == "cri-containerd-\(Self.id).scope")
    }

    @Test(
        "what only resembles a pod or a container is none",
        arguments: [
            "/kubepods.slice/kubepods-pod1234.slice", "/system.slice/my-pod\(staticUID).slice",
            "/system.slice/pod\(uid)", "/docker/\(id.dropLast())", "/docker/\(id.uppercased())",
            "/kubepods/pod\(uid)x", "/kubepods/pod\(staticUID.uppercased())", "/system.slice/.service",
        ])
    func nearMisses(_ path: String) {
        #expect(CgroupPath.parse(path) == Workload(cgroup: path))
    }

    @Test("a hostile name cannot break a line")
    func hostile() {
        let workload = CgroupPath.parse("/user.slice/evil\n\u{202E}.service")
        #expect(workload.unit == "evil\\x0a\\xe2\\x80\\xae.service")
        #expect(!workload.cgroup.contains("\n"))
    }
}
