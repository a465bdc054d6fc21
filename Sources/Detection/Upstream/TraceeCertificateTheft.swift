// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// aquasecurity/tracee, detectors/kubernetes_certificate_theft_attempt.go (TRC-1018).
enum TraceeCertificateTheft {
    private static let directory = "/etc/kubernetes/pki/"
    /// Base names, whatever their directory. `kube-controller` is the 15 bytes that a command name keeps of
    /// kube-controller-manager, which the base name of a path is not.
    private static let excludedNames: Set<String> = ["kube-apiserver", "kubelet", "kube-controller", "etcd"]

    static func fires(on record: TraceeRecord) -> Bool {
        switch record.kind {
        case .open:
            // An open without flags, or with flags that are no int32, is passed over.
            guard let flags = record.flags, record.flagsAreInt32 else { return false }
            return firesOnOpen(of: record.pathname, by: record.executablePath ?? "", flags: flags)
        case .rename:
            return isWatched(record.oldPath)
        }
    }

    /// What Tracee would say of an access that Keyward saw: `pathname` there is the path as the opener's mount
    /// namespace shows it.
    static func fires(on event: FileEvent) -> Bool {
        switch event.access.kind {
        case .open:
            firesOnOpen(
                of: (event.file.openedAs ?? event.file.pathname).text, by: event.process.exe.path.text,
                flags: event.access.flags)
        case .rename:
            isWatched((event.file.oldPath ?? event.file.pathname).text)
        case .link, .unlink, .mount:
            false
        }
    }

    private static func firesOnOpen(of pathname: String?, by executable: String, flags: UInt32) -> Bool {
        guard isWatched(pathname), !excludedNames.contains(baseName(executable)) else { return false }
        // O_RDONLY or O_RDWR of O_ACCMODE.
        return flags & 3 == 0 || flags & 3 == 2
    }

    private static func isWatched(_ path: String?) -> Bool {
        path?.utf8.starts(with: directory.utf8) ?? false
    }

    /// Go's filepath.Base: trailing slashes do not count.
    private static func baseName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? ""
    }
}
