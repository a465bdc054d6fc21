// SPDX-License-Identifier: Apache-2.0

import NIOHTTP1

/// What a client of the audit webhook is told, and which of the totals that is.
enum WebhookAnswer: Sendable, Equatable {
    /// Every event was judged and every alert delivered.
    case judged
    /// No batch of audit events; repeating will not make it one.
    case notABatch
    /// An alert could not be written: the batch should come again.
    case undelivered
    case busy
    /// The sensor is ending.
    case closing
    case tooLarge
    case slow
    case wrongMethod
    case encoded
    case headTooLarge
    case notHTTP

    var status: HTTPResponseStatus {
        switch self {
        case .judged: .ok
        case .notABatch, .notHTTP: .badRequest
        case .undelivered, .busy, .closing: .serviceUnavailable
        case .tooLarge: .payloadTooLarge
        case .slow: .requestTimeout
        case .wrongMethod: .methodNotAllowed
        case .encoded: .unsupportedMediaType
        case .headTooLarge: .requestHeaderFieldsTooLarge
        }
    }

    /// Worth repeating after a while. Without Retry-After an API server has given a batch up within two minutes; with it
    /// each of its attempts is ten.
    var isTemporary: Bool { status == .serviceUnavailable }

    /// Whether the connection can serve another request, if the client wants that.
    var keepsConnection: Bool {
        switch self {
        case .judged, .notABatch, .undelivered, .busy: true
        default: false
        }
    }

    /// For the log, before the client's address; nil where there is nothing to tell, or somebody else tells it.
    var complaint: String? {
        switch self {
        case .judged, .notABatch, .closing: nil
        case .undelivered: "could not write an alert and asks for the batch again from"
        case .busy: "has no room and asks for a batch again from"
        case .tooLarge: "refused a body that is too large from"
        case .slow: "cut off a request that takes too long from"
        case .wrongMethod: "refused a request that is no POST from"
        case .encoded: "refused a compressed body from"
        case .headTooLarge: "refused a request's head that is too large from"
        case .notHTTP: "refused what is not HTTP from"
        }
    }

    var total: WebhookTotals.Key {
        switch self {
        case .judged: \.batches
        case .notABatch: \.bad
        case .undelivered: \.undelivered
        case .busy, .closing: \.busy
        case .tooLarge: \.tooLarge
        case .slow: \.slow
        case .wrongMethod, .encoded, .headTooLarge, .notHTTP: \.refused
        }
    }
}
