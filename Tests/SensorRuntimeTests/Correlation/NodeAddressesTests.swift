// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import SensorRuntime

@Suite("A node's addresses")
struct NodeAddressesTests {
    @Test func `the kernel's tables give the host's own addresses`() {
        let trie = """
            Main:
              +-- 0.0.0.0/0 3 0 5
                 |-- 0.0.0.0
                    /0 universe UNICAST
                 +-- 10.0.0.0/24 2 0 1
                    |-- 10.0.0.5
                       /32 host LOCAL
                    |-- 10.0.0.255
                       /32 link BROADCAST
                 +-- 127.0.0.0/8 2 0 2
                    |-- 127.0.0.1
                       /32 host LOCAL
            """
        #expect(NodeAddresses.local(trie) == ["10.0.0.5"])
        let six =
            "fe800000000000005054fffe123456789 02 40 20 80     eth0\nfd000000000000000000000000000005 02 40 00 80     eth0\n"
        #expect(NodeAddresses.inet6(six) == ["fd00:0000:0000:0000:0000:0000:0000:0005"])
    }

    @Test func `the networks of pods are those that do not lead to the world`() {
        let routes = """
            Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
            eth0\t00000000\t0100000A\t0003\t0\t0\t0\t00000000\t0\t0\t0
            eth0\t0000000A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
            cni0\t0001F40A\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
            flannel.1\t0002F40A\t0002F40A\t0003\t0\t0\t0\t00FFFFFF\t0\t0\t0
            cali1234\t0703F40A\t00000000\t0005\t0\t0\t0\tFFFFFFFF\t0\t0\t0
            """
        #expect(NodeAddresses.direct(routes) == ["10.244.1.0/24", "10.244.3.7/32"])
    }

    @Test func `this machine has an address`() {
        #expect(!NodeAddresses(procfs: "/proc").own.isEmpty)
        #expect(NodeAddresses(procfs: "/nowhere") == NodeAddresses(own: [], pods: []))
    }
}
