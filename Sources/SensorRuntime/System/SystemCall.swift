// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Runs a system call that answers -1 and `errno`, again for as long as a signal interrupts it.
///
/// Throws `SystemError` under the given name.
@discardableResult
package func systemCall<Result: FixedWidthInteger & SignedInteger>(
    _ name: String, _ path: @autoclosure () -> String? = nil, _ body: () -> Result
) throws(SystemError) -> Result {
    while true {
        let result = body()
        if result != -1 { return result }
        let number = errno
        if number != EINTR { throw SystemError(call: name, path: path(), number: number) }
    }
}
