// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// The nodes of a compiled flow in an order in which every edge but the back edges leads forward.
struct FlowOrder {
  /// The nodes that can be reached, each once.
  let nodes: [Int]
  /// The stretches of `nodes` that a back edge spans, from its target to its source.
  private let loops: [ClosedRange<Int>]
  private let places: [Int: Int]

  /// Orders what can be reached from a node.
  ///
  /// - Complexity: O(nodes + edges).
  init(_ plan: EnginePlan, from start: Int) {
    var finished: [Int] = []
    var seen: Set<Int> = [start]
    var back: [(from: Int, to: Int)] = []
    var stack = [(node: start, edges: plan.nodes[start].edges, next: 0)]
    while let (node, edges, next) = stack.last {
      guard next < edges.count else {
        finished.append(node)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let edge = edges[next]
      if edge.isBackEdge { back.append((node, edge.target)) }
      guard seen.insert(edge.target).inserted else { continue }
      stack.append((edge.target, plan.nodes[edge.target].edges, 0))
    }
    nodes = finished.reversed()
    let places = Dictionary(
      uniqueKeysWithValues: nodes.enumerated().map { ($0.element, $0.offset) })
    self.places = places
    loops = back.compactMap { edge in
      guard let from = places[edge.from], let to = places[edge.to], to <= from else { return nil }
      return to...from
    }
  }

  /// Whether a case may pass a node again; may also hold for a node beside a loop.
  func isInLoop(_ node: Int) -> Bool {
    places[node].map { place in loops.contains { $0.contains(place) } } ?? false
  }
}
