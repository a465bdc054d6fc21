// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// An allow entry with its globs compiled.
struct CompiledEntry: Sendable {
    let entry: AllowEntry
    /// Index of the profile whose opener it is; nil for an entry of the configuration, which chooses its files itself.
    let profile: Int?
    /// The file kinds that list it as an opener, in a profile.
    let kinds: Set<Int>
    let stated: [AllowAttribute]
    let exe: [Glob]
    let parentExe: [Glob]
    let unit: [Glob]
    let image: [Glob]
    let namespace: [Glob]
    let pod: [Glob]
    let paths: [Glob]

    /// - Throws: `PolicyProblem` for a bad glob, or an entry that says neither who nor why.
    init(_ entry: AllowEntry, profile: Int? = nil, kinds: Set<Int> = []) throws(PolicyProblem) {
        self.entry = entry
        self.profile = profile
        self.kinds = kinds
        guard entry.namesOpener else {
            throw PolicyProblem(
                owner: entry.name, message: "the entry does not say who; it would allow everybody")
        }
        guard !entry.access.isEmpty else {
            throw PolicyProblem(owner: entry.name, message: "'access' is empty")
        }
        guard !entry.reason.isEmpty else {
            throw PolicyProblem(owner: entry.name, message: "'reason' is missing")
        }
        let compile = { (sources: [String], isPath: Bool) throws(PolicyProblem) -> [Glob] in
            var globs: [Glob] = []
            for source in sources {
                do {
                    globs.append(try isPath ? Glob(path: source) : Glob(name: source))
                } catch {
                    throw PolicyProblem(owner: entry.name, message: "'\(source)': \(error)")
                }
            }
            return globs
        }
        exe = try compile(entry.exe, true)
        parentExe = try compile(entry.parentExe, true)
        unit = try compile(entry.unit, false)
        image = try compile(entry.image, false)
        namespace = try compile(entry.namespace, false)
        pod = try compile(entry.pod, false)
        paths = try compile(entry.files.paths, true)
        var stated: [AllowAttribute] = []
        let states = { (attribute: AllowAttribute, isStated: Bool) in
            if isStated { stated.append(attribute) }
        }
        states(.exe, !exe.isEmpty)
        states(.workload, !entry.namesWorkload)
        states(.staticPod, entry.staticPod != nil)
        states(.image, !image.isEmpty)
        states(.namespace, !namespace.isEmpty)
        states(.pod, !pod.isEmpty)
        states(.unit, !unit.isEmpty)
        states(.parentExe, !parentExe.isEmpty)
        states(.uid, !entry.uid.isEmpty)
        states(.loginUID, !entry.loginUID.isEmpty)
        states(.access, true)
        states(.files, true)
        states(.expires, entry.expires != nil)
        self.stated = stated
    }

    func allows(_ request: AccessRequest, _ event: FileEvent) -> Bool {
        stated.allSatisfy { holds($0, for: request, event) }
    }

    func holds(_ attribute: AllowAttribute, for request: AccessRequest, _ event: FileEvent) -> Bool {
        switch attribute {
        case .exe: event.process.exe.matches(exe)
        case .workload: !event.isInContainer || (!unit.isEmpty && event.isInSandbox)
        case .staticPod: isStaticPod(event.workload)
        case .image: matches(image, event.workload?.image)
        case .namespace: matches(namespace, event.workload?.namespace)
        case .pod: matches(pod, event.workload?.pod)
        case .unit: matches(unit, event.workload?.unit)
        case .parentExe: matches(parentExe, event.process.ancestors.first?.exePath)
        case .uid: entry.uid.contains(event.process.uid)
        case .loginUID: entry.loginUID.contains(event.process.loginUID ?? .max)
        case .access: entry.access.isSuperset(of: request.modes)
        case .files: selects(request)
        case .expires: entry.expires.map { event.time < $0 } ?? true
        }
    }

    /// Its last component is that of one of the entry's executables; for telling a likeness, never for allowing.
    func isNamed(like path: KernelString) -> Bool {
        path.withBytes { bytes in
            let name = bytes.suffix(from: bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)
            return exe.contains { glob in
                glob.alternatives.contains { $0.lastComponent.elementsEqual(name) }
            }
        }
    }

    /// kubelet calls the mirror of a static pod by the manifest's name, a dash and the node's name (kubernetes
    /// pkg/kubelet/config/common.go, generatePodName).
    private func isStaticPod(_ workload: Workload?) -> Bool {
        guard let name = entry.staticPod, let workload, let pod = workload.pod else { return false }
        let prefix = name.utf8 + [UInt8(ascii: "-")]
        return workload.isStaticPod && workload.namespace == "kube-system"
            && pod.utf8.starts(with: prefix)
            && pod.utf8.count > prefix.count
    }

    private func selects(_ request: AccessRequest) -> Bool {
        if profile != nil { return request.target.kinds.contains(where: kinds.contains) }
        let file = request.target.file
        let selection = entry.files
        if selection.isEmpty { return file.credentialClass != .blockDevice }
        return (selection.classes.isEmpty || selection.classes.contains(file.credentialClass))
            && (selection.components.isEmpty || selection.components.contains(file.component))
            && (paths.isEmpty || matches(paths, request.path))
    }

    private func matches(_ globs: [Glob], _ text: String?) -> Bool {
        guard let text else { return false }
        return globs.contains { $0.matches(text) }
    }

    private func matches(_ globs: [Glob], _ text: KernelString?) -> Bool {
        guard let text else { return false }
        return globs.contains { $0.matches(text) }
    }
}
