// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

// The code under test is the product's own, compiled here once more with coverage and AddressSanitizer: one package, so
// that `package` reaches it, and only what the targets need, so that it builds in a minute.
let cSettings: [CSetting] = [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])]
let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

let package = Package(
    name: "keyward-fuzz",
    products: [.library(name: "FuzzTargets", type: .dynamic, targets: ["FuzzTargets"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    ],
    targets: [
        .target(name: "CEventABI", cSettings: cSettings),
        .target(name: "CScan", cSettings: cSettings),
        .target(name: "SensorEvents", dependencies: ["CEventABI", "CScan"], swiftSettings: swiftSettings),
        .target(
            name: "Detection",
            dependencies: ["SensorEvents", .product(name: "SwiftASN1", package: "swift-asn1")],
            // The readers of X.509 and of tokens, but for the one that hashes.
            sources: [
                "Credentials/BootstrapToken.swift",
                "Credentials/Credential+Token.swift", "Credentials/Credential+Unknown.swift",
                "Credentials/CredentialLimits.swift", "Credentials/SecretEraser.swift",
                "Credentials/StaticTokens.swift", "Credentials/TokenClaims.swift", "Credentials/TokenError.swift",
                "X509/Base64Text.swift", "X509/CertificateRequestContent.swift", "X509/CertificationRequest.swift",
                "X509/DERReader.swift", "X509/DERText.swift", "X509/ObjectIdentifier.swift", "X509/PEMText.swift",
                "X509/X509Error.swift", "X509/X509Extensions.swift", "X509/X509Key.swift", "X509/X509Name.swift",
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "SensorRuntime",
            dependencies: [
                "SensorEvents", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            // What the webhook's HTTP side is made of, without sockets, TLS and judging; the checkpoint without its hashing.
            sources: [
                "Audit/AuditCheckpoint.swift", "Audit/AuditLineProof.swift", "Pipeline/EventLoop.swift",
                "System/SystemCall.swift", "System/SystemError.swift",
                "Webhook/EventListScanner.swift", "Webhook/JSONSkipper.swift", "Webhook/TimeAmount+Seconds.swift",
                "Webhook/Waker.swift", "Webhook/WebhookAnswer.swift", "Webhook/WebhookBatch.swift",
                "Webhook/WebhookByteWatch.swift", "Webhook/WebhookConnection.swift", "Webhook/WebhookDelivery.swift",
                "Webhook/WebhookEvent.swift", "Webhook/WebhookExchange.swift", "Webhook/WebhookLimits.swift",
                "Webhook/WebhookTotals.swift",
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Detection", "SensorEvents", "SensorRuntime", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            // The test belongs to the product's package.
            path: "Targets", exclude: ["CrashTests.swift"], swiftSettings: swiftSettings),
    ]
)
