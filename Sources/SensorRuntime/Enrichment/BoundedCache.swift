// SPDX-License-Identifier: Apache-2.0

/// A dictionary that forgets its oldest entry when it is full.
package struct BoundedCache<Key: Hashable, Value> {
    package let capacity: Int
    private var values: [Key: Value] = [:]
    /// Keys in the order they came, as a ring once full.
    private var order: [Key] = []
    private var oldest = 0

    package init(capacity: Int) {
        precondition(capacity > 0)
        self.capacity = capacity
    }

    package var count: Int { values.count }

    package subscript(key: Key) -> Value? { values[key] }

    package mutating func insert(_ value: Value, for key: Key) {
        if values.updateValue(value, forKey: key) != nil { return }
        if order.count < capacity {
            order.append(key)
        } else {
            values[order[oldest]] = nil
            order[oldest] = key
            oldest = (oldest + 1) % capacity
        }
    }

    package mutating func removeAll() {
        values.removeAll()
        order.removeAll()
        oldest = 0
    }
}
