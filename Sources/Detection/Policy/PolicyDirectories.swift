// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What policy says of directories.
extension Policy {
    /// A request for each of `rows`, each of another kind of file.
    func directoryRequests(_ path: KernelString, _ rows: [Int], _ modes: AccessModes) -> [AccessRequest] {
        rows.map { index in
            let row = files.rows[index]
            let file = CredentialFile(
                pattern: row.source, credentialClass: row.credentialClass, component: row.component,
                profile: profiles[row.profile].name)
            return AccessRequest(path: path, target: FileTarget(file: file, kinds: [row.kind]), modes: modes)
        }
    }

    /// A directory is allowed where everything that may lie below it is.
    ///
    /// Mounting it elsewhere is allowed also where an entry covers one kind of file right in it: a static pod is started
    /// with the whole directory of its files, in which those of others lie too, and nobody could state that. It gives no
    /// file away, because opening one is judged for itself, whatever the mount. A directory further up is not covered.
    func decideDirectory(_ requests: [AccessRequest], _ event: FileEvent) -> AllowDecision {
        if event.mountSide == .of {
            let path = event.file.pathname
            let inside = directoryRequests(path, path.withBytes { files.kinds(rightIn: $0) }, .mount)
            for request in inside {
                if let entry = entry(allowing: request, event) { return AllowDecision(allowedBy: entry) }
            }
        }
        return decide(requests, event)
    }

    /// It is none of the profiles' trees and lies in none.
    func isAboveTrees(_ path: KernelString) -> Bool {
        path.withBytes { bytes in
            !profiles.contains { profile in
                profile.trees.contains { tree in
                    bytes.elementsEqual(tree.utf8) || bytes.starts(with: "\(tree)/".utf8)
                }
            }
        }
    }
}
