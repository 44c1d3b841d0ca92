// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
  name: "guohu",
  products: [
    .executable(name: "guohu", targets: ["guohu"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "TransferModel", swiftSettings: settings),
    .systemLibrary(name: "CPrefetch"),
    .target(name: "HallEngine", dependencies: ["CPrefetch"], swiftSettings: settings),
    .target(name: "Statistics", swiftSettings: settings),
    .target(
      name: "ScenarioFiles",
      dependencies: ["TransferModel", .product(name: "Yams", package: "Yams")],
      swiftSettings: settings),
    .target(
      name: "Planning",
      dependencies: ["TransferModel", "HallEngine", "Statistics"],
      swiftSettings: settings),
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"])]),
    .target(
      name: "Diagrams", dependencies: ["TransferModel", "CGraphviz"], swiftSettings: settings),
    .executableTarget(
      name: "guohu",
      dependencies: [
        "TransferModel", "HallEngine", "Statistics", "ScenarioFiles", "Planning", "Diagrams",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .target(
      name: "TestSupport",
      dependencies: ["TransferModel", "ScenarioFiles", "Planning", "Statistics"],
      path: "Tests/TestSupport", swiftSettings: settings),
    .executableTarget(
      name: "validate",
      dependencies: [
        "TransferModel", "HallEngine", "Statistics", "ScenarioFiles", "Planning", "TestSupport",
      ],
      path: "Tests/Validation", exclude: ["Packs"], swiftSettings: settings),
    .testTarget(
      name: "ValidationTests", dependencies: ["validate", "TestSupport"], swiftSettings: settings),
    .testTarget(
      name: "TransferModelTests", dependencies: ["TransferModel", "ScenarioFiles", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "HallEngineTests", dependencies: ["HallEngine"], swiftSettings: settings),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: settings),
    .testTarget(
      name: "ScenarioFilesTests", dependencies: ["ScenarioFiles", "TransferModel", "TestSupport"],
      exclude: ["Malformed", "Snapshots"], swiftSettings: settings),
    .testTarget(
      name: "PlanningTests",
      dependencies: [
        "Planning", "HallEngine", "Statistics", "TransferModel", "ScenarioFiles", "TestSupport",
      ],
      exclude: ["Packs", "Snapshots"], swiftSettings: settings),
    .testTarget(
      name: "DiagramsTests",
      dependencies: ["Diagrams", "ScenarioFiles", "TransferModel", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: settings),
    .testTarget(
      name: "ScenarioTests",
      dependencies: ["Planning", "Diagrams", "ScenarioFiles", "TransferModel", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "GuohuTests", dependencies: ["TestSupport", "guohu"], swiftSettings: settings),
  ]
)
