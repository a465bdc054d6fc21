// SPDX-License-Identifier: Apache-2.0

/// The named values of a Tracee event. Of two with one name the first counts, as in Tracee's own lookup.
struct TraceeArguments {
    private let entries: JSONValue?
    private let isV1Beta1: Bool

    init(_ entries: JSONValue?, isV1Beta1: Bool) {
        self.entries = entries
        self.isV1Beta1 = isV1Beta1
    }

    func string(_ name: String) -> String? {
        guard let entry = entry(name) else { return nil }
        return (isV1Beta1 ? entry["str"] : entry["value"])?.string
    }

    /// The bits, and whether they came as v1beta1's int32 (or, in the older form, in any way).
    func flags(_ name: String) -> (UInt32?, Bool) {
        guard let entry = entry(name) else { return (nil, false) }
        guard isV1Beta1 else {
            let bits = Self.bits(entry["value"]) ?? entry["value"]?.string.flatMap(OpenFlagNames.bits)
            return (bits, bits != nil)
        }
        if let bits = Self.bits(entry["int32"]) { return (bits, true) }
        for type in ["uint32", "int64", "uint64", "u_int32", "u_int64"] {
            if let bits = Self.bits(entry[type]) { return (bits, false) }
        }
        return (entry["str"]?.string.flatMap(OpenFlagNames.bits), false)
    }

    private func entry(_ name: String) -> JSONValue? {
        guard let entries else { return nil }
        for entry in entries.elements where entry["name"]?.string == name { return entry }
        return nil
    }

    /// The low 32 bits; protobuf's JSON writes 64-bit integers as strings.
    private static func bits(_ value: JSONValue?) -> UInt32? {
        value?.lenientInteger.map { UInt32(truncatingIfNeeded: $0) }
    }
}
