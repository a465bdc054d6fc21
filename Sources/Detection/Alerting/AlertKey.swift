// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import SensorEvents

/// A key of the alert's JSON, written out where it is used: the alert's names are snake_case, Kubernetes' are not, and
/// Falco's hold dots.
package struct AlertKey: CodingKey, ExpressibleByStringLiteral {
    package let stringValue: String
    package var intValue: Int? { nil }

    package init(stringValue: String) { self.stringValue = stringValue }
    package init(stringLiteral value: String) { stringValue = value }
    package init?(intValue: Int) { nil }
}

extension KeyedEncodingContainer where Key == AlertKey {
    /// The text under `name`, and the bytes in base64 under `name_raw` where the text had to differ from them.
    mutating func encode(_ value: KernelString?, as name: String) throws {
        guard let value else { return }
        try encode(value.text, forKey: AlertKey(stringValue: name))
        if let raw = value.raw {
            try encode(Data(raw).base64EncodedString(), forKey: AlertKey(stringValue: name + "_raw"))
        }
    }

    /// As for one string; `name_raw` then has an element for each, null where the text is the bytes.
    mutating func encode(_ values: [KernelString], as name: String) throws {
        try encode(values.map(\.text), forKey: AlertKey(stringValue: name))
        if values.contains(where: { $0.raw != nil }) {
            let raw = values.map { value in value.raw.map { Data($0).base64EncodedString() } }
            try encode(raw, forKey: AlertKey(stringValue: name + "_raw"))
        }
    }
}
