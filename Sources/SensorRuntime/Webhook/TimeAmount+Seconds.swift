// SPDX-License-Identifier: Apache-2.0

import NIOCore

extension TimeAmount {
    static func seconds(from seconds: Double) -> TimeAmount { .nanoseconds(Int64(seconds * 1e9)) }
}
