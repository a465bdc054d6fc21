// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

@testable import SensorRuntime

@Suite struct SystemTests {
    let directory: SystemTemporaryDirectory

    init() throws {
        directory = try SystemTemporaryDirectory()
    }

    @Test("a failed call names itself, its path and the reason")
    func failure() {
        let error = SystemError(call: "openat", path: "/etc/none", number: ENOENT)
        #expect(throws: error) { try FileDescriptor.open("/etc/none", flags: O_RDONLY) }
        #expect(error.description == "openat /etc/none: No such file or directory")
    }

    @Test("a call that a signal interrupts is made again")
    func interrupted() throws {
        var calls = 0
        let result = try systemCall("read") {
            calls += 1
            errno = EINTR
            return calls < 3 ? -1 : 7
        }
        #expect(result == 7)
        #expect(calls == 3)
    }

    @Test("a descriptor is closed with its last owner")
    func ownership() throws {
        try directory.file("/a")
        var file: FileDescriptor? = try FileDescriptor.open(directory.path + "/a", flags: O_RDONLY)
        let number = try #require(file?.number)
        // A duplicate far above: other tests open and close the low numbers at the same time.
        let high = FileDescriptor(owning: try systemCall("fcntl") { fcntl(number, F_DUPFD_CLOEXEC, 900) })
        let highNumber = high.number
        file = FileDescriptor(owning: try systemCall("fcntl") { fcntl(highNumber, F_DUPFD_CLOEXEC, 950) })
        let last = try #require(file?.number)
        file = nil
        #expect(fcntl(last, F_GETFD) == -1)
    }

    @Test("reading stops at the limit and at the end of the file")
    func reading() throws {
        try directory.file("/a", "0123456789")
        let bytes = { try FileDescriptor.open(directory.path + "/a", flags: O_RDONLY).read(limit: $0) }
        #expect(try bytes(4) == Array("0123".utf8))
        #expect(try bytes(100) == Array("0123456789".utf8))
    }

    @Test("a listing is sorted, bounded and counts what it leaves out")
    func listing() throws {
        for name in ["b", "a", "c"] { try directory.file("/d/" + name) }
        let open = { try FileDescriptor.open(directory.path + "/d", flags: O_RDONLY) }
        #expect(try DirectoryListing(of: open(), limit: 10).names == ["a", "b", "c"])
        let cut = try DirectoryListing(of: open(), limit: 2)
        #expect(cut.names.count <= 2)
        #expect(cut.skipped >= 1)
    }

    @Test("names that are not UTF-8 are kept apart, within the limit")
    func undecodable() throws {
        try directory.file("/d/a")
        for byte in [0xFE, 0xFF] as [UInt8] { try directory.file(bytes: Array("/d/".utf8) + [byte]) }
        let open = { try FileDescriptor.open(directory.path + "/d", flags: O_RDONLY) }
        let listing = try DirectoryListing(of: open(), limit: 10)
        #expect(listing.names == ["a"])
        #expect(listing.skipped == 2)
        #expect(Set(listing.undecodable) == [[0xFE], [0xFF]])
        #expect(try DirectoryListing(of: open(), limit: 1).undecodable.count == 1)
    }
}
