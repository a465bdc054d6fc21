// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// Reads back what `IncidentJSONEncoder` wrote. Keys that it does not know are ignored.
package enum IncidentReader {
    /// Elements of any list of one incident.
    package static let maximumElements = 100_000

    /// - Parameters:
    ///   - line: one line of the file, without its line feed.
    ///   - file: its name, for the error.
    package static func read(
        _ line: [UInt8], file: String, number: UInt64
    ) throws(IncidentReadError) -> Incident {
        func failure(_ reason: String) -> IncidentReadError {
            IncidentReadError(file: file, line: number, reason: reason)
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: line)
        } catch {
            throw failure("no JSON: \(error)")
        }
        do throws(IncidentFields.Problem) {
            return try incident(IncidentFields(value, path: ""))
        } catch {
            throw failure(error.reason)
        }
    }

    private static func incident(_ fields: IncidentFields) throws(IncidentFields.Problem) -> Incident {
        let schema = try fields.text("schema")
        guard schema == Incident.schema else {
            throw IncidentFields.Problem("schema is \(schema), not \(Incident.schema)")
        }
        var credentials: [Credential] = []
        for element in try fields.objects("credentials") { credentials.append(try credential(element)) }
        var timeline: [IncidentStep] = []
        for element in try fields.objects("timeline") { timeline.append(try step(element)) }
        return Incident(
            id: try fields.text("id"), severity: try fields.choice("severity"), title: try fields.text("title"),
            credentials: credentials, timeline: timeline, remediation: try fields.texts("remediation"))
    }

    private static func credential(_ fields: IncidentFields) throws(IncidentFields.Problem) -> Credential {
        var credential = Credential(kind: try fields.choice("kind"), evidence: try fields.choice("by"))
        credential.subject = try fields.optionalText("subject")
        credential.user = try fields.optionalText("user")
        credential.groups = try fields.texts("groups")
        credential.issuer = try fields.optionalText("issuer")
        credential.serial = try fields.optionalText("serial")
        credential.notBefore = try fields.optionalTime("not_before")
        credential.notAfter = try fields.optionalTime("not_after")
        credential.credentialID = try fields.optionalText("credential_id")
        credential.boundPod = try fields.optionalText("bound_pod")
        credential.boundNode = try fields.optionalText("bound_node")
        credential.audience = try fields.texts("audience")
        credential.problem = try fields.optionalText("problem")
        return credential
    }

    private static func step(_ fields: IncidentFields) throws(IncidentFields.Problem) -> IncidentStep {
        IncidentStep(
            time: try fields.time("time"), kind: try fields.choice("kind"), severity: try fields.choice("severity"),
            alertID: try fields.text("alert"), rules: try fields.texts("rules"),
            place: try fields.optionalText("place"), actor: try fields.text("actor"),
            address: try fields.optionalText("address"), what: try fields.text("what"),
            credentialID: try fields.optionalText("credential_id"))
    }
}
