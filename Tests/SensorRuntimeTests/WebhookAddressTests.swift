// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite struct WebhookAddressTests {
    @Test(arguments: [
        (":8443", nil, 8443), ("10.0.0.1:8443", "10.0.0.1", 8443), ("localhost:0", "localhost", 0),
        ("[::1]:65535", "::1", 65535), ("[::]:1", "::", 1),
    ])
    func `a host and a port`(_ text: String, _ host: String?, _ port: Int) {
        let address = WebhookAddress(text)
        #expect(address?.host == host)
        #expect(address?.port == port)
        #expect(address?.description == text)
    }

    @Test(arguments: [
        "", "8443", ":", "host", "host:", ":65536", ":-1", ":+1", ":0x1", "::1:8443", "[::1]", "[::1]8443", "[]:1",
        "[host]:1", "a]:1",
    ])
    func `nothing else`(_ text: String) {
        #expect(WebhookAddress(text) == nil)
    }
}
