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
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        // The contract between the kernel and user halves; compiled by both.
        .target(name: "CEventABI", cSettings: cSettings),
        .systemLibrary(name: "CLibBPF", pkgConfig: "libbpf", providers: [.apt(["libbpf-dev"])]),
        .target(name: "CLibBPFShim", dependencies: ["CLibBPF"], cSettings: cSettings),
        .target(name: "CSystemShim", cSettings: cSettings),
        .systemLibrary(name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        .target(name: "SensorEvents", dependencies: ["CEventABI"], swiftSettings: swiftSettings),
        .target(
            name: "Detection",
            dependencies: ["SensorEvents", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: swiftSettings),
        .target(
            name: "SensorRuntime",
            dependencies: [
                "SensorEvents", "Detection", "CEventABI", "CLibBPF", "CLibBPFShim", "CLibYAML", "CZlib", "CSystemShim",
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
            name: "SensorRuntimeTests", dependencies: ["SensorRuntime", "Detection", "SensorEvents", "TestSupport"],
            swiftSettings: swiftSettings),
        .testTarget(
            name: "KeywardTests", dependencies: ["keyward", "TestSupport"], swiftSettings: swiftSettings),
        .testTarget(
            name: "KernelTests", dependencies: ["keyward"], exclude: ["Guest"],
            swiftSettings: swiftSettings),
    ]
)
