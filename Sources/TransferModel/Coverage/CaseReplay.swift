// SPDX-License-Identifier: Apache-2.0

/// Follows one recorded case through its flow, token by token, and notes the edges it took.
///
/// The record names only the nodes that tokens enter (token replay: Rozinat and van der Aalst,
/// "Conformance checking of processes based on monitoring real behavior", 2008). In a sound flow
/// only a join can be entered by two tokens at once; which tokens those were is known when it has
/// all of them, and only then their edges are noted.
package struct CaseReplay: Sendable {
  private let flow: Flow
  private let successors: [[Int]]
  /// The positions of the tokens; one that has come to a join stays where it came from until the
  /// join is complete.
  private var tokens: [Int] = []
  private var arrivals: [Int: Int] = [:]
  private var hasStarted = false
  /// The nodes entered.
  package private(set) var nodes: Set<Int> = []
  /// The edges taken, in the order in which they became known.
  package private(set) var edges: [FlowEdge] = []
  /// The pairs of consecutive edges taken.
  package private(set) var edgePairs: Set<FlowEdgePair> = []
  private var arrived: [Int: [FlowEdge]] = [:]
  /// Whether the case has come to an end.
  package private(set) var hasEnded = false

  /// Begins a case.
  package init(_ flow: Flow) {
    self.flow = flow
    successors = flow.successors
  }

  /// Moves a token into a node.
  ///
  /// - Returns: What is wrong, or nil where some token can make the move.
  /// - Complexity: O(tokens × branches).
  package mutating func enter(_ node: Int) -> String? {
    let name = flow.nodes[node].id
    if hasEnded { return "'\(name)' comes after the end of the case" }
    guard hasStarted else {
      if node != 0 {
        // The cases of a batch are seen from where they go on one by one.
        let batch = flow.nodes.indices.first { index in
          if case .each = flow.nodes[index].kind { successors[index] == [node] } else { false }
        }
        guard let batch else {
          return "the case begins at '\(name)'; its flow begins at '\(flow.nodes[0].id)'"
        }
        take(from: batch, to: node)
      }
      hasStarted = true
      reach(node)
      return nil
    }
    let candidates = tokens.indices.filter { successors[tokens[$0]].contains(node) }
    guard !candidates.isEmpty else {
      let present = Set(tokens).sorted().map { "'\(flow.nodes[$0].id)'" }
      return "nothing leads to '\(name)' from \(present.joined(separator: ", "))"
    }
    guard case .join(let split, _) = flow.nodes[node].kind else {
      take(from: tokens.remove(at: candidates[candidates.count - 1]), to: node)
      reach(node)
      return nil
    }
    let needed = flow.position(of: split.value).map { flow.nodes[$0].targets.count } ?? 1
    arrivals[node, default: 0] += 1
    guard arrivals[node, default: 0] >= needed else { return nil }
    guard candidates.count == needed else {
      return "'\(name)' is entered \(needed) times, but \(candidates.count) branches lead to it"
    }
    arrivals[node] = nil
    for index in candidates.reversed() { take(from: tokens.remove(at: index), to: node) }
    reach(node)
    return nil
  }

  /// Notes the edges to joins that are not complete, where only one reading is possible.
  package mutating func finish() {
    for (join, count) in arrivals.sorted(by: { $0.key < $1.key }) {
      nodes.insert(join)
      let waiting = tokens.filter { successors[$0].contains(join) }
      for token in waiting where waiting.count == count { take(from: token, to: join) }
    }
  }

  private mutating func take(from: Int, to: Int) {
    let edge = FlowEdge(from: from, to: to)
    edges.append(edge)
    for first in arrived[from] ?? [] { edgePairs.insert(FlowEdgePair(first, edge)) }
    arrived[to, default: []].append(edge)
  }

  private mutating func reach(_ node: Int) {
    nodes.insert(node)
    // What entered the node last time round belongs to another visit.
    if case .join(let split, _) = flow.nodes[node].kind,
      let position = flow.position(of: split.value)
    {
      arrived[node] = arrived[node].map { Array($0.suffix(flow.nodes[position].targets.count)) }
    } else {
      arrived[node] = arrived[node].map { Array($0.suffix(1)) }
    }
    switch flow.nodes[node].kind {
    case .end: hasEnded = true
    case .split(let targets): tokens += targets.map { _ in node }
    default: tokens.append(node)
    }
  }
}
