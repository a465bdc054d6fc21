// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import SensorEvents
import Testing

@Suite struct CaptureSchemaTests {
    @Test func `the printed schema is the published one`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let published = try Data(contentsOf: root.appending(path: "docs/schemas/capture-1.schema.json"))
        #expect(CaptureSchema.text == String(decoding: published, as: UTF8.self))
    }
}
