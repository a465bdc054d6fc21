// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Detection

@Suite("Network addresses")
struct NetworkAddressTests {
    @Test(arguments: [
        ("10.0.0.5", "::ffff:10.0.0.5"), ("fe80::1%eth0", "fe80:0:0:0:0:0:0:1"), ("::", "0:0:0:0:0:0:0:0"),
        ("::1", "0:0:0:0:0:0:0:1"), ("1::", "1:0:0:0:0:0:0:0"), ("FD00::A", "fd00::a"),
    ])
    func `spellings of one address are equal`(left: String, right: String) throws {
        let address = try #require(NetworkAddress(left) as NetworkAddress?)
        #expect(address == NetworkAddress(right))
    }

    @Test(arguments: [
        "", "10.0.0", "10.0.0.256", "10.0.0.0005", "10.0.0.5.6", ":", ":::", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::",
        "g::", "1:2:3:4:5:6:7", "::1.2.3", "+1.2.3.4", "1:2:3:4:5:6:7::8:9", "node-a",
    ])
    func `what is none is refused`(text: String) {
        #expect(NetworkAddress(text) == nil)
    }

    @Test func `a range holds its own`() throws {
        let range = try #require(NetworkRange("10.244.1.0/23"))
        for (address, isIn) in [("10.244.0.255", true), ("10.244.1.9", true), ("10.244.2.0", false), ("::", false)] {
            #expect(range.contains(try #require(NetworkAddress(address))) == isIn, "\(address)")
        }
        #expect(NetworkRange("0.0.0.0/0")?.contains(try #require(NetworkAddress("fd00::1"))) == false)
        #expect(NetworkRange("10.0.0.0/33") == nil)
        #expect(NetworkRange("10.0.0.0/") == nil)
        #expect(NetworkRange("fd00::/8")?.contains(try #require(NetworkAddress("fdff::1"))) == true)
    }
}
