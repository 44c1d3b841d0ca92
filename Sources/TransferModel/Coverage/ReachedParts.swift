// SPDX-License-Identifier: Apache-2.0

/// What recorded cases reached of a flow.
package struct ReachedParts: Sendable {
  /// The nodes entered.
  package private(set) var nodes: Set<Int> = []
  /// The edges taken.
  package private(set) var edges: Set<FlowEdge> = []
  /// The pairs of consecutive edges taken.
  package private(set) var edgePairs: Set<FlowEdgePair> = []
  /// The different complete walks, each as its edges with how often they were taken.
  package private(set) var paths: Set<[FlowEdge: Int]> = []
  /// The number of cases.
  package private(set) var cases = 0

  /// Creates an empty record.
  package init() {}

  /// Adds a case.
  package mutating func add(_ replay: CaseReplay) {
    cases += 1
    nodes.formUnion(replay.nodes)
    edges.formUnion(replay.edges)
    edgePairs.formUnion(replay.edgePairs)
    if replay.hasEnded { paths.insert(Self.path(replay.edges)) }
  }

  /// Returns the form by which walks are told apart whatever the order of parallel branches.
  package static func path(_ edges: [FlowEdge]) -> [FlowEdge: Int] {
    edges.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }
}
