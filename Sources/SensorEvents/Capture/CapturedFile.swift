// SPDX-License-Identifier: Apache-2.0

/// One member of the protected set, as a capture's header lists it.
package struct CapturedFile: Sendable, Equatable, Codable {
    package var path: KernelString
    package var id: InodeID

    package init(path: KernelString, id: InodeID) {
        self.path = path
        self.id = id
    }
}
