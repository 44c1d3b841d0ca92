// SPDX-License-Identifier: Apache-2.0

/// Follows one recorded case through its flow, token by token, and notes the edges it took.
///
/// The record names only the nodes that tokens enter (token replay: Rozinat and van der Aalst,
/// "Conformance checking of processes based on monitoring real behavior", 2008). In a sound flow
/// only a join can be entered by two tokens at once; which tokens those were is known when it has
/// all of them, and only then their edges are noted. Which branches of an inclusive split were taken
/// is known when the case goes on behind its join.
package struct CaseReplay: Sendable {
  private let flow: Flow
  private let successors: [[Int]]
  /// The positions of the tokens; one that has come to a join stays where it came from until the
  /// join is complete.
  private var tokens: [Int] = []
  private var arrivals: [Int: Int] = [:]
  /// What was started at each inclusive split the case is at.
  private var started: [Int: Set<Int>] = [:]
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
    guard case .join = flow.nodes[node].kind else {
      // Nobody comes behind an inclusive join before all branches that were started have met there.
      for join in openJoins(leadingTo: node) {
        if let problem = complete(join) { return problem }
      }
      guard let index = sources(of: node).last else { return nothingLeads(to: node) }
      take(from: tokens[index], to: node)
      leave(index)
      reach(node)
      return nil
    }
    if sources(of: node).isEmpty, openJoins(leadingTo: node).isEmpty {
      return nothingLeads(to: node)
    }
    arrivals[node, default: 0] += 1
    let split = flow.split(ofJoin: node)
    // How many branches were started is seen only when the case goes on.
    if let split, flow.nodes[split].kind.inclusiveBranches != nil { return nil }
    let needed = split.map { flow.nodes[$0].targets.count } ?? 1
    return arrivals[node, default: 0] < needed ? nil : complete(node, needed: needed)
  }

  /// The tokens that can move into a node, by position.
  private func sources(of node: Int) -> [Int] {
    tokens.indices.filter { index in
      let from = tokens[index]
      guard successors[from].contains(node) else { return false }
      guard let started = started[from] else { return true }
      return !started.contains(node)
        && flow.groups(ofSplit: from).contains { $0.contains(node) && started.isSubset(of: $0) }
    }
  }

  /// The inclusive joins that some branch has come to and that lead to a node.
  private func openJoins(leadingTo node: Int) -> [Int] {
    arrivals.keys.sorted().filter { join in
      successors[join].contains(node)
        && flow.split(ofJoin: join).map { flow.nodes[$0].kind.inclusiveBranches != nil } ?? false
    }
  }

  private func nothingLeads(to node: Int) -> String {
    let present = Set(tokens).sorted().map { "'\(flow.nodes[$0].id)'" }
    return "nothing leads to '\(flow.nodes[node].id)' from \(present.joined(separator: ", "))"
  }

  /// Lets one token go on from a join; what it needs is all that came where that is not fixed.
  private mutating func complete(_ join: Int, needed: Int? = nil) -> String? {
    for inner in openJoins(leadingTo: join) {
      if let problem = complete(inner) { return problem }
    }
    let came = needed ?? arrivals[join, default: 0]
    let split = needed == nil ? flow.split(ofJoin: join) : nil
    let branches = sources(of: join).filter { tokens[$0] != split }
    // One branch may lead straight from an inclusive split to its join.
    let isDirect =
      split.map { split in
        branches.count + 1 == came
          && sources(of: join).contains { tokens[$0] == split }
      } ?? false
    guard branches.count == came || isDirect else {
      return "'\(flow.nodes[join].id)' is entered \(came) times, but \(branches.count) branches "
        + "lead to it"
    }
    arrivals[join] = nil
    for index in branches.reversed() { take(from: tokens.remove(at: index), to: join) }
    if let split {
      if isDirect { take(from: split, to: join) }
      tokens.removeAll { $0 == split }
      started[split] = nil
    }
    reach(join, by: came)
    return nil
  }

  /// Notes the edges to joins that are not complete, where only one reading is possible.
  package mutating func finish() {
    for (join, count) in arrivals.sorted(by: { $0.key < $1.key }) {
      nodes.insert(join)
      let waiting = sources(of: join).map { tokens[$0] }
      for token in waiting where waiting.count == count { take(from: token, to: join) }
    }
  }

  private mutating func take(from: Int, to: Int) {
    started[from]?.insert(to)
    let edge = FlowEdge(from: from, to: to)
    edges.append(edge)
    for first in arrived[from] ?? [] { edgePairs.insert(FlowEdgePair(first, edge)) }
    arrived[to, default: []].append(edge)
  }

  /// Takes a token away from where it was, but at an inclusive split, where others may start.
  private mutating func leave(_ index: Int) {
    if started[tokens[index]] == nil { tokens.remove(at: index) }
  }

  private mutating func reach(_ node: Int, by count: Int = 1) {
    nodes.insert(node)
    // What entered the node last time round belongs to another visit.
    arrived[node] = arrived[node].map { Array($0.suffix(count)) }
    switch flow.nodes[node].kind {
    case .end: hasEnded = true
    case .split(let targets): tokens += targets.map { _ in node }
    case .inclusive:
      tokens.append(node)
      started[node] = []
    default: tokens.append(node)
    }
  }
}
