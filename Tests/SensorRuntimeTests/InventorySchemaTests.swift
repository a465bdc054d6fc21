// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import SensorRuntime
import Testing

@Suite struct InventorySchemaTests {
    @Test func `the printed schema is the published one`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let published = try Data(contentsOf: root.appending(path: "docs/schemas/inventory-1.schema.json"))
        #expect(InventorySchema.text == String(decoding: published, as: UTF8.self))
    }
}
