// SPDX-License-Identifier: Apache-2.0

/// An edge of a flow, by the positions of its nodes; branches with one target are one edge.
package struct FlowEdge: Sendable, Hashable, Comparable {
  /// The position of the node it leaves.
  package var from: Int
  /// The position of the node it enters.
  package var to: Int

  /// Creates an edge.
  package init(from: Int, to: Int) {
    self.from = from
    self.to = to
  }

  /// Orders edges by the reading order of their nodes.
  package static func < (left: FlowEdge, right: FlowEdge) -> Bool {
    (left.from, left.to) < (right.from, right.to)
  }
}

/// Two edges one after the other through a node.
package struct FlowEdgePair: Sendable, Hashable, Comparable {
  /// The edge that enters the node.
  package var first: FlowEdge
  /// The edge that leaves it.
  package var second: FlowEdge

  /// Creates a pair.
  package init(_ first: FlowEdge, _ second: FlowEdge) {
    self.first = first
    self.second = second
  }

  /// Orders pairs by their first edge, then by their second.
  package static func < (left: FlowEdgePair, right: FlowEdgePair) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}

extension Flow {
  /// The positions that each node leads to, in reading order, each once.
  package var successors: [[Int]] {
    nodes.map { node in
      var seen: Set<Int> = []
      return node.targets.compactMap { position(of: $0.value) }.filter { seen.insert($0).inserted }
    }
  }

  /// Every edge, in reading order.
  package var edges: [FlowEdge] {
    successors.enumerated().flatMap { from, targets in
      targets.map { FlowEdge(from: from, to: $0) }
    }.sorted()
  }

  /// Every pair of consecutive edges, in reading order; any of them can happen, since a choice
  /// does not know where its token came from.
  package var edgePairs: [FlowEdgePair] {
    let successors = successors
    return edges.flatMap { edge in
      successors[edge.to].map { FlowEdgePair(edge, FlowEdge(from: edge.to, to: $0)) }
    }.sorted()
  }
}
