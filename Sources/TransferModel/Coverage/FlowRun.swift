// SPDX-License-Identifier: Apache-2.0

/// A run of a flow from its start to an end: a walk through the choices, all branches at once
/// where it splits, or those that are taken.
package struct FlowRun: Sendable, Hashable {
  /// A node of the run; a split carries the walk through each of its branches that is taken.
  package struct Part: Sendable, Hashable {
    /// The position of the node in the flow.
    package var node: Int
    /// The branches of a split, up to its join; an empty one leads straight to the join.
    package var branches: [[Part]] = []
  }

  /// The parts in order; after a split stands its join.
  package var parts: [Part]

  /// Every edge in the order of the walk, branches one after the other.
  package var edges: [FlowEdge] {
    var result: [FlowEdge] = []
    Self.collect(parts, into: &result)
    return result
  }

  /// Every pair of consecutive edges.
  package var edgePairs: Set<FlowEdgePair> {
    var result: Set<FlowEdgePair> = []
    _ = Self.collectPairs(parts, arriving: [], exit: nil, into: &result)
    return result
  }

  /// Adds the pairs of a walk that is entered by some edges; returns the edges that leave it.
  private static func collectPairs(
    _ parts: [Part], arriving: [FlowEdge], exit: Int?, into pairs: inout Set<FlowEdgePair>
  ) -> [FlowEdge] {
    var arrived = arriving
    for (index, part) in parts.enumerated() {
      guard let next = index + 1 < parts.count ? parts[index + 1].node : exit else { return [] }
      let branches = part.branches.isEmpty ? [[]] : part.branches
      var left: [FlowEdge] = []
      for branch in branches {
        let edge = FlowEdge(from: part.node, to: branch.first?.node ?? next)
        for first in arrived { pairs.insert(FlowEdgePair(first, edge)) }
        left +=
          branch.isEmpty
          ? [edge] : collectPairs(branch, arriving: [edge], exit: next, into: &pairs)
      }
      arrived = left
    }
    return arrived
  }

  private static func collect(_ parts: [Part], into edges: inout [FlowEdge]) {
    for (part, next) in zip(parts, parts.dropFirst()) {
      guard !part.branches.isEmpty else {
        edges.append(FlowEdge(from: part.node, to: next.node))
        continue
      }
      for branch in part.branches {
        edges.append(FlowEdge(from: part.node, to: branch.first?.node ?? next.node))
        collect(branch, into: &edges)
        if let last = branch.last { edges.append(FlowEdge(from: last.node, to: next.node)) }
      }
    }
  }

  /// The branches taken at each visit of a split, in order, by the position they lead to.
  package func branches(ofSplit node: Int) -> [[Int]] {
    var result: [[Int]] = []
    func collect(_ parts: [Part], exit: Int?) {
      for (index, part) in parts.enumerated() {
        let next = index + 1 < parts.count ? parts[index + 1].node : exit
        if part.node == node, let next {
          result.append(part.branches.map { $0.first?.node ?? next })
        }
        for branch in part.branches { collect(branch, exit: next) }
      }
    }
    collect(parts, exit: nil)
    return result
  }

  /// The choices made, in order: the edges that leave a node with several ways on.
  package func choices(in flow: Flow) -> [FlowEdge] {
    let isChoice = flow.nodes.indices.map { node in
      if case .split = flow.nodes[node].kind { return false }
      return flow.successors(of: node).count > 1
    }
    return edges.filter { isChoice[$0.from] }
  }
}

extension Flow {
  /// The positions a node leads to, in reading order, each once.
  func successors(of node: Int) -> [Int] {
    var seen: Set<Int> = []
    return nodes[node].targets.compactMap { position(of: $0.value) }
      .filter { seen.insert($0).inserted }
  }
}
