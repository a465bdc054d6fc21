// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
package import SensorEvents

/// The lines of a file of Tests/Fixtures/audit.
package enum AuditFixture {
    package struct Missing: Error {}

    package static func lines(_ name: String) throws -> [[UInt8]] {
        let tests = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        guard let data = FileManager.default.contents(atPath: "/\(tests)/Fixtures/audit/\(name)") else {
            throw Missing()
        }
        return data.split(separator: UInt8(ascii: "\n")).map { Array($0) }
    }

    /// A published case of an upstream rule: what it is called, whether the rule fires, and the record.
    package struct Case: Sendable {
        package var name: String
        package var fires: Bool
        package var record: JSONValue
    }

    package static func cases(_ name: String) throws -> [Case] {
        try lines(name).map { line in
            let value = try JSONValue(parsing: line)
            guard let name = value["case"]?.string, let fires = value["fires"]?.bool, let record = value["record"]
            else {
                throw Missing()
            }
            return Case(name: name, fires: fires, record: record)
        }
    }

    /// A request for a certificate made with openssl or by hand, and what must be read from it.
    package struct CertificateRequest: Sendable {
        package var name: String
        /// `spec.request` of a CertificateSigningRequest.
        package var request: String
        package var expected: JSONValue
    }

    package static func certificateRequests() throws -> [CertificateRequest] {
        try lines("certificate-requests.jsonl").map { line in
            let value = try JSONValue(parsing: line)
            guard let name = value["name"]?.string, let request = value["request"]?.string else { throw Missing() }
            return CertificateRequest(name: name, request: request, expected: value)
        }
    }

    /// `spec.request` of the one of that name.
    package static func certificateRequest(_ name: String) throws -> String {
        guard let found = try certificateRequests().first(where: { $0.name == name }) else { throw Missing() }
        return JSONValue(string: found.request).escaped
    }
}

extension JSONValue {
    /// A string as it stands between the quotes.
    fileprivate var escaped: String { String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self) }
}
