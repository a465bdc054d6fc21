// SPDX-License-Identifier: Apache-2.0

import SensorEvents

extension String {
    /// The string with everything that could break a line, drive a terminal or mislead a reader's eye escaped, by the
    /// same rule as kernel strings. For what people read; where a machine reads, JSON keeps the string as it was.
    package var printable: String { KernelString(self).text }
}
