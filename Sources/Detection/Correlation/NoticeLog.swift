// SPDX-License-Identifier: Apache-2.0

/// Where notices are kept across restarts. A node keeps them in a file; elsewhere they may go to other nodes too.
package protocol NoticeLog: AnyObject {
    /// - Throws: what keeps it from being kept; the ledger has it all the same.
    func append(_ notice: Notice) throws
    /// Makes what was appended last through a crash of the machine.
    func sync() throws
    /// All that is kept, in any order.
    func load(_ take: (Notice) -> Void) throws
}
