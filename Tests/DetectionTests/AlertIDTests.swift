// SPDX-License-Identifier: Apache-2.0

import Detection
import SensorEvents
import TestSupport
import Testing

@Suite struct AlertIDTests {
    @Test func `an id is 32 hexadecimal digits`() throws {
        let id = try AlertSamples.alert().id
        #expect(id.utf8.count == 32)
        #expect(id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
    }

    @Test func `the same event has the same id, whatever enrichment found`() throws {
        var access = AlertSamples.read()
        access.event.workload = nil
        access.event.missing = ["workload"]
        #expect(try AlertSamples.alert(access).id == AlertSamples.alert().id)
    }

    @Test func `boot, ring, load, sequence and rules each change the id`() throws {
        var ids = [try AlertSamples.alert().id]
        let origin = AlertSamples.read().event.origin
        var changed = Array(repeating: origin, count: 4)
        changed[0].bootID = "other"
        changed[1].ring = .open
        changed[2].epoch += 1
        changed[3].sequence += 1
        for origin in changed {
            var access = AlertSamples.read()
            access.event.origin = origin
            ids.append(try AlertSamples.alert(access).id)
        }
        ids.append(try AlertSamples.alert(AlertSamples.read(), [AlertSamples.renameFinding]).id)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `epoch and sequence do not run into one another`() throws {
        var first = AlertSamples.read()
        first.event.origin.epoch = 1
        first.event.origin.sequence = 23
        var second = first
        second.event.origin.epoch = 12
        second.event.origin.sequence = 3
        #expect(try AlertSamples.alert(first).id != AlertSamples.alert(second).id)
    }
}
