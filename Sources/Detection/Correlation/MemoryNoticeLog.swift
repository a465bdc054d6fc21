// SPDX-License-Identifier: Apache-2.0

/// Notices for as long as the process lives.
package final class MemoryNoticeLog: NoticeLog {
    package private(set) var notices: [Notice] = []

    package init(_ notices: [Notice] = []) {
        self.notices = notices
    }

    package func append(_ notice: Notice) { notices.append(notice) }
    package func sync() {}
    package func load(_ take: (Notice) -> Void) { notices.forEach(take) }
}
