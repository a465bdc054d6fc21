// SPDX-License-Identifier: Apache-2.0

package import SensorEvents

extension Policy {
    /// What policy says of an event; nil if none of its paths is a credential file or leads to one.
    ///
    /// Every side of a rename must be allowed; a directory is allowed where everything that may lie below it is.
    package func judge(_ event: FileEvent) -> JudgedAccess? {
        let requests = requests(event)
        guard !requests.isEmpty else { return nil }
        guard !event.file.isDirectory else { return JudgedAccess(event: event, file: nil, allow: decide(requests)) }
        return JudgedAccess(
            event: event, file: requests.first?.target.file,
            newFile: event.access.kind == .rename ? event.file.newPath.flatMap { classify($0) } : nil,
            allow: decide(requests))
    }

    private func requests(_ event: FileEvent) -> [AccessRequest] {
        let modes = AccessModes(needed: event.access)
        guard event.access.kind == .rename || event.file.isDirectory else {
            return request(event, event.file.pathname, modes).map { [$0] } ?? []
        }
        var paths = [event.file.pathname]
        for path in [event.file.oldPath, event.file.newPath].compactMap(\.self)
        where !paths.contains(path) {
            paths.append(path)
        }
        if event.file.isDirectory { return paths.flatMap { directoryRequests(event, $0, modes) } }
        return paths.compactMap { request(event, $0, modes) }
    }

    private func request(_ event: FileEvent, _ path: KernelString, _ modes: AccessModes)
        -> AccessRequest?
    {
        guard let target = path.withBytes({ files.target($0) }) else { return nil }
        return AccessRequest(event: event, path: path, target: target, modes: modes)
    }

    private func directoryRequests(_ event: FileEvent, _ path: KernelString, _ modes: AccessModes)
        -> [AccessRequest]
    {
        path.withBytes { files.kinds(below: $0) }.map { index in
            let row = files.rows[index]
            let file = CredentialFile(
                pattern: row.source, credentialClass: row.credentialClass, component: row.component,
                profile: profiles[row.profile].name)
            return AccessRequest(
                event: event, path: path, target: FileTarget(file: file, kinds: [row.kind]), modes: modes)
        }
    }

    private func decide(_ requests: [AccessRequest]) -> AllowDecision {
        var allowedBy: String?
        for request in requests {
            guard let entry = entry(allowing: request) else { return refusal(request, of: requests) }
            allowedBy = allowedBy ?? entry
        }
        return AllowDecision(allowedBy: allowedBy)
    }

    private func entry(allowing request: AccessRequest) -> String? {
        for kind in request.target.kinds {
            for index in candidates[kind] where entries[index].allows(request) {
                return entries[index].entry.name
            }
        }
        return nil
    }

    private func refusal(_ request: AccessRequest, of requests: [AccessRequest]) -> AllowDecision {
        var nearest: AllowMismatch?
        let owners = Set(request.target.kinds.map { kindOwners[$0] })
        for entry in entries where entry.profile.map(owners.contains) ?? true {
            let mismatch = AllowMismatch(entry, request)
            if nearest.map({ mismatch.isNearer(than: $0) }) ?? true { nearest = mismatch }
        }
        return AllowDecision(
            nearest: nearest?.entry.entry.name, failed: nearest?.texts(request, kinds: kinds) ?? [],
            covered: covered(requests))
    }

    /// The single modes that are allowed although not all together are.
    private func covered(_ requests: [AccessRequest]) -> AccessModes {
        var covered: AccessModes = []
        for mode in AccessModes.names.map(\.mode) {
            let allowed = requests.allSatisfy { request in
                guard request.modes.contains(mode), request.modes != mode else { return false }
                var single = request
                single.modes = mode
                return entry(allowing: single) != nil
            }
            if allowed { covered.insert(mode) }
        }
        return covered
    }
}
