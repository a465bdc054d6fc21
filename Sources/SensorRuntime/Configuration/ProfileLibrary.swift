// SPDX-License-Identifier: Apache-2.0

package import Detection
import FoundationEssentials

/// The path profiles that come with the sensor.
///
/// All of them are watched wherever the sensor runs, because a distribution may be installed later; which are present
/// is only told.
package enum ProfileLibrary {
    /// - Throws: `ConfigurationError`.
    package static func builtIn() throws(ConfigurationError) -> [PathProfile] {
        var profiles: [PathProfile] = []
        for (file, text) in EmbeddedProfiles.base64 {
            let bytes = Data(base64Encoded: text).map { Array($0) } ?? []
            profiles.append(try ProfileReader(ConfigurationText(file: file, bytes: bytes)).profile())
        }
        return profiles
    }

    /// Of `profiles`, those that have one of their `detect` paths below `root` (`/` for this machine).
    package static func present(_ profiles: [PathProfile], under root: String) -> [PathProfile] {
        let prefix = root.hasSuffix("/") ? String(root.dropLast()) : root
        return profiles.filter { profile in
            profile.detect.contains { FileManager.default.fileExists(atPath: prefix + $0) }
        }
    }

    /// The built-in profiles whose distribution is below `root`.
    /// - Throws: `ConfigurationError`.
    package static func present(under root: String) throws(ConfigurationError) -> [PathProfile] {
        present(try builtIn(), under: root)
    }
}
