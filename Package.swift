// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let swiftSettings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]
let cSettings: [CSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "keyward",
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.4"),
    ],
    targets: [
        // The contract between the kernel and user halves; compiled by both.
        .target(name: "CEventABI", cSettings: cSettings),
        .systemLibrary(name: "CLibBPF", pkgConfig: "libbpf", providers: [.apt(["libbpf-dev"])]),
        .target(name: "CLibBPFShim", dependencies: ["CLibBPF"], cSettings: cSettings),
        .target(name: "CSystemShim", cSettings: cSettings),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // Finds the lines of an audit log that a rule could fire on.
        .target(name: "CScan", cSettings: cSettings),

        .target(name: "SensorEvents", dependencies: ["CEventABI", "CScan"], swiftSettings: swiftSettings),
        .target(
            name: "Detection",
            dependencies: [
                "SensorEvents", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "SwiftASN1", package: "swift-asn1"),
            ],
            swiftSettings: swiftSettings),
        .target(
            name: "SensorRuntime",
            dependencies: [
                "SensorEvents", "Detection", "CEventABI", "CLibBPF", "CLibBPFShim", "CLibYAML", "CZlib", "CSystemShim",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: swiftSettings,
            plugins: ["BPFBuild"]),
        .executableTarget(
            name: "keyward",
            dependencies: [
                "SensorRuntime", "Detection", "SensorEvents",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: swiftSettings),

        // `swift build` alone compiles bpf/ and embeds the object and the profiles.
        .executableTarget(name: "bpfembed", swiftSettings: swiftSettings),
        .plugin(name: "BPFBuild", capability: .buildTool, dependencies: ["bpfembed"]),

        .target(
            name: "TestSupport", dependencies: ["SensorEvents", "Detection"], path: "Tests/TestSupport",
            swiftSettings: swiftSettings),
        .testTarget(
            name: "SensorEventsTests", dependencies: ["SensorEvents", "CEventABI", "TestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "DetectionTests", dependencies: ["Detection", "SensorEvents", "TestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "RulesTests", dependencies: ["Detection", "SensorEvents", "TestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "SensorRuntimeTests",
            dependencies: [
                "SensorRuntime", "Detection", "SensorEvents", "TestSupport",
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: swiftSettings),
        // The fuzz targets, which have a package of their own, on the inputs that are kept.
        .testTarget(
            name: "FuzzTests",
            dependencies: [
                "Detection", "SensorRuntime", "SensorEvents", .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Fuzz/Targets", swiftSettings: swiftSettings),
        .testTarget(
            name: "KeywardTests", dependencies: ["keyward", "Detection", "TestSupport"], swiftSettings: swiftSettings),
        .testTarget(
            name: "KernelTests", dependencies: ["keyward"], exclude: ["Guest", "scene.sh"],
            swiftSettings: swiftSettings),
    ]
)
