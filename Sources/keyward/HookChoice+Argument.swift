// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SensorRuntime

/// `--hook`.
extension HookChoice: ExpressibleByArgument {}
