// SPDX-License-Identifier: Apache-2.0

/// What the request was about (`objectRef`). The API server leaves it out for non-resource requests.
package struct AuditObjectReference: Sendable, Equatable {
    package var resource: String?
    package var subresource: String?
    package var apiGroup: String?
    package var apiVersion: String?
    package var namespace: String?
    /// Absent for a create that the server refused before reading its body, or that used `generateName`.
    package var name: String?
    package var uid: String?

    package init(
        resource: String? = nil, subresource: String? = nil, apiGroup: String? = nil, apiVersion: String? = nil,
        namespace: String? = nil, name: String? = nil, uid: String? = nil
    ) {
        self.resource = resource
        self.subresource = subresource
        self.apiGroup = apiGroup
        self.apiVersion = apiVersion
        self.namespace = namespace
        self.name = name
        self.uid = uid
    }
}
