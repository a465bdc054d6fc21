// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Detection

/// `-o`: for machines or for people.
enum OutputForm: String, ExpressibleByArgument, CaseIterable {
    case json
    case text

    /// - Parameter colour: only where a terminal shows it.
    func encoder(colour: Bool) -> any AlertEncoder {
        switch self {
        case .json: AlertJSONEncoder()
        case .text: AlertTextEncoder(colour: colour)
        }
    }
}

extension Severity: ExpressibleByArgument {}
