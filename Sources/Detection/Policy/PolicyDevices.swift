// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// What policy says of block devices.
extension Policy {
    /// An open of the block device under protected files. The path says only whose openers are meant: that such files lie
    /// on it is what the event says.
    func judgeDevice(_ event: FileEvent) -> JudgedAccess {
        let path = event.file.pathname
        let file = CredentialFile(
            pattern: path.text, credentialClass: .blockDevice, component: "disk", profile: "disk")
        let target = FileTarget(file: file, kinds: path.withBytes { devices.kinds($0) })
        let request = AccessRequest(path: path, target: target, modes: AccessModes(needed: event.access))
        return JudgedAccess(event: event, file: file, allow: decide([request], event))
    }
}
