// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `--hook`. Both mean fentry in this release; `auto` will also mean what later kernels' absence of it calls for.
enum HookChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case fentry
}
