// SPDX-License-Identifier: Apache-2.0

import Glibc
import SensorEvents

@testable import SensorRuntime

/// Stands in for the kernel's identity of a descriptor, which an ordinary user cannot ask for.
func statIdentity(_ descriptor: Int32) throws -> InodeID {
    var facts = stat()
    try systemCall("fstat") { fstat(descriptor, &facts) }
    return InodeID(device: UInt32(truncatingIfNeeded: facts.st_dev), inode: UInt64(facts.st_ino), generation: 0)
}
