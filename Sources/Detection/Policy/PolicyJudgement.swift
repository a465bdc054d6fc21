// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

extension Policy {
    /// What policy says of an event; nil if none of its paths is a credential file or leads to one.
    ///
    /// Every side of a rename must be allowed. Of directories, `PolicyDirectories.swift` tells.
    package func judge(_ event: FileEvent) -> JudgedAccess? {
        if event.opensBlockDevice { return judgeDevice(event) }
        let requests = requests(event)
        guard !requests.isEmpty else { return nil }
        guard !event.file.isDirectory else {
            return JudgedAccess(
                event: event, file: nil, isAboveTrees: isAboveTrees(event.file.pathname),
                allow: decideDirectory(requests, event))
        }
        return JudgedAccess(
            event: event, file: requests.first?.target.file,
            newFile: event.access.kind.hasTwoNames ? event.file.newPath.flatMap { classify($0) } : nil,
            allow: decide(requests, event))
    }

    private func requests(_ event: FileEvent) -> [AccessRequest] {
        let modes = AccessModes(needed: event.access)
        guard event.access.kind.hasTwoNames || event.file.isDirectory else {
            return request(event.file.pathname, modes).map { [$0] } ?? []
        }
        var paths = [event.file.pathname]
        for path in [event.file.oldPath, event.file.newPath].compactMap(\.self)
        where !paths.contains(path) {
            paths.append(path)
        }
        if event.file.isDirectory {
            return paths.flatMap { directoryRequests($0, $0.withBytes { files.kinds(below: $0) }, modes) }
        }
        return paths.compactMap { request($0, modes) }
    }

    private func request(_ path: KernelString, _ modes: AccessModes)
        -> AccessRequest?
    {
        guard let target = path.withBytes({ files.target($0) }) else { return nil }
        return AccessRequest(path: path, target: target, modes: modes)
    }

    func decide(_ requests: [AccessRequest], _ event: FileEvent) -> AllowDecision {
        var allowedBy: String?
        for request in requests {
            guard let entry = entry(allowing: request, event) else { return refusal(request, of: requests, event) }
            allowedBy = allowedBy ?? entry
        }
        return AllowDecision(allowedBy: allowedBy)
    }

    func entry(allowing request: AccessRequest, _ event: FileEvent) -> String? {
        // A device that no profile knows.
        if request.target.kinds.isEmpty {
            return entries.first { $0.profile == nil && $0.allows(request, event) }?.entry.name
        }
        for kind in request.target.kinds {
            for index in candidates[kind] where entries[index].allows(request, event) {
                return entries[index].entry.name
            }
        }
        return nil
    }

    private func refusal(_ request: AccessRequest, of requests: [AccessRequest], _ event: FileEvent) -> AllowDecision {
        var nearest: AllowMismatch?
        let owners = Set(request.target.kinds.map { kindOwners[$0] })
        for entry in entries where entry.profile.map(owners.contains) ?? true {
            let mismatch = AllowMismatch(entry, request, event)
            if nearest.map({ mismatch.isNearer(than: $0) }) ?? true { nearest = mismatch }
        }
        return AllowDecision(
            nearest: nearest?.entry.entry.name, failed: nearest?.texts(request, event, kinds: kinds) ?? [],
            covered: covered(requests, event))
    }

    /// The single modes that are allowed although not all together are.
    private func covered(_ requests: [AccessRequest], _ event: FileEvent) -> AccessModes {
        var covered: AccessModes = []
        for mode in AccessModes.names.map(\.mode) {
            let allowed = requests.allSatisfy { request in
                guard request.modes.contains(mode), request.modes != mode else { return false }
                var single = request
                single.modes = mode
                return entry(allowing: single, event) != nil
            }
            if allowed { covered.insert(mode) }
        }
        return covered
    }
}
