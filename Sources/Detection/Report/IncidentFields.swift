// SPDX-License-Identifier: Apache-2.0

import SensorEvents

/// The members of a JSON object of an incident, each read as what it must be.
struct IncidentFields {
    struct Problem: Error {
        var reason: String

        init(_ reason: String) { self.reason = reason }
    }

    private let members: [String: JSONValue]
    private let path: String

    /// - Parameter path: where the object stands (`timeline[3].`), for the errors.
    init(_ value: JSONValue, path: String) throws(Problem) {
        guard value.kind == .object else { throw Problem("\(path.isEmpty ? "the line" : path) is no object") }
        var members: [String: JSONValue] = [:]
        for member in value.members {
            members[member.name] = member.value.isNull ? nil : member.value
            if members.count > IncidentReader.maximumElements { throw Problem("\(path) has too many keys") }
        }
        self.members = members
        self.path = path
    }

    func optionalText(_ key: String) throws(Problem) -> String? {
        guard let value = members[key] else { return nil }
        guard let text = value.string else { throw Problem("\(path)\(key) is no string") }
        return text
    }

    func text(_ key: String) throws(Problem) -> String { try present(optionalText(key), key) }

    func optionalTime(_ key: String) throws(Problem) -> WallTime? {
        guard let text = try optionalText(key) else { return nil }
        guard let time = WallTime(rfc3339: text) else { throw Problem("\(path)\(key) is no RFC 3339 time") }
        return time
    }

    func time(_ key: String) throws(Problem) -> WallTime { try present(optionalTime(key), key) }

    func choice<Choice: RawRepresentable<String>>(_ key: String) throws(Problem) -> Choice {
        let text = try text(key)
        guard let choice = Choice(rawValue: text) else { throw Problem("\(path)\(key) is \(text), which is unknown") }
        return choice
    }

    /// None if the key is absent.
    func texts(_ key: String) throws(Problem) -> [String] {
        var texts: [String] = []
        for (index, element) in try elements(key).enumerated() {
            guard let text = element.string else { throw Problem("\(path)\(key)[\(index)] is no string") }
            texts.append(text)
        }
        return texts
    }

    /// None if the key is absent.
    func objects(_ key: String) throws(Problem) -> [IncidentFields] {
        var objects: [IncidentFields] = []
        for (index, element) in try elements(key).enumerated() {
            objects.append(try IncidentFields(element, path: "\(path)\(key)[\(index)]."))
        }
        return objects
    }

    private func elements(_ key: String) throws(Problem) -> [JSONValue] {
        guard let value = members[key] else { return [] }
        guard value.kind == .array else { throw Problem("\(path)\(key) is no list") }
        let elements = Array(value.elements.prefix(IncidentReader.maximumElements + 1))
        guard elements.count <= IncidentReader.maximumElements else {
            throw Problem("\(path)\(key) has more than \(IncidentReader.maximumElements) elements")
        }
        return elements
    }

    private func present<Value>(_ value: Value?, _ key: String) throws(Problem) -> Value {
        guard let value else { throw Problem("\(path)\(key) is missing") }
        return value
    }
}
