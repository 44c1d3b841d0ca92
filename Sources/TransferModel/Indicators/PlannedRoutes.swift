// SPDX-License-Identifier: Apache-2.0

/// The routes a case takes when all goes as planned: from the start to `done` without going round
/// a loop, leaving a queue or letting a time limit pass.
///
/// Edges that close a loop are those of a depth-first search in reading order (Tarjan 1972); what
/// is left has no cycle, so "before" and "after" are well defined.
package struct PlannedRoutes: Sendable {
  private let flow: Flow
  private let edges: [[Int]]
  /// For each node, the nodes that can come after it.
  private let after: [Set<Int>]
  /// The nodes that lie on some planned route, in reading order.
  private let members: [Int]

  /// Finds the planned routes of a flow.
  ///
  /// - Complexity: O(nodes × edges).
  package init(_ flow: Flow) {
    self.flow = flow
    let edges = Self.forwardEdges(flow)
    let (order, _) = Self.search(edges)
    var after = [Set<Int>](repeating: [], count: edges.count)
    var reachesDone = Set(
      flow.nodes.indices.filter { index in
        if case .end(.done) = flow.nodes[index].kind { true } else { false }
      })
    // Targets are finished before the nodes that lead to them.
    for index in order {
      for target in edges[index] {
        after[index].formUnion(after[target])
        after[index].insert(target)
        if reachesDone.contains(target) { reachesDone.insert(index) }
      }
    }
    self.edges = edges
    self.after = after
    let reached = flow.nodes.isEmpty ? [] : after[0].union([0])
    members = flow.nodes.indices.filter { reached.contains($0) && reachesDone.contains($0) }
  }

  /// The nodes that lie on some planned route, in reading order.
  package var nodes: [FlowNode] { members.map { flow.nodes[$0] } }

  /// Returns the nodes of which one planned route passes two with different keys.
  ///
  /// - Parameter key: The key of a node; nil for nodes that do not matter.
  /// - Returns: Ids in reading order; empty where no route passes more than one key.
  package func together(_ key: (FlowNode) -> String?) -> [String] {
    let marked = members.compactMap { index in
      key(flow.nodes[index]).map { (index: index, key: $0) }
    }
    var found: Set<Int> = []
    for first in marked {
      for second in marked where first.key != second.key {
        if after[first.index].contains(second.index)
          || areParallel(first.index, second.index)
        {
          found.formUnion([first.index, second.index])
        }
      }
    }
    return found.sorted().map { flow.nodes[$0].id }
  }

  /// Whether two nodes lie in different branches of one split.
  private func areParallel(_ first: Int, _ second: Int) -> Bool {
    for index in members where flow.nodes[index].kind.isSplit {
      let joins = flow.joins(ofSplit: index)
      let behind = joins.reduce(into: Set(joins)) { $0.formUnion(after[$1]) }
      // Of the branches of an inclusive split one may exclude the others.
      let together = flow.groups(ofSplit: index).max { $0.count < $1.count } ?? []
      let branches = edges[index].filter(together.contains)
        .map { after[$0].union([$0]).subtracting(behind) }
      let own = branches.indices.filter { branches[$0].contains(first) }
      let other = branches.indices.filter { branches[$0].contains(second) }
      if !own.isEmpty, !other.isEmpty, Set(own).isDisjoint(with: other) { return true }
    }
    return false
  }

  /// The edges of a flow without those of leaving, lapsing and going round.
  private static func forwardEdges(_ flow: Flow) -> [[Int]] {
    let planned = flow.nodes.map { node -> [Int] in
      let targets: [Located<String>]
      switch node.kind {
      case .task(let task): targets = [task.next]
      case .wait(let wait): targets = [wait.next]
      default: targets = node.possibleTargets
      }
      return targets.compactMap { flow.position(of: $0.value) }
    }
    let (_, back) = search(planned)
    return planned.indices.map { index in
      planned[index].filter { !back.contains([index, $0]) }
    }
  }

  /// Searches depth-first from the first node with a stack of its own, so that a long flow cannot
  /// exhaust the call stack.
  ///
  /// - Returns: The nodes in the order they were finished, and the edges that close a loop.
  private static func search(_ edges: [[Int]]) -> (order: [Int], back: Set<[Int]>) {
    enum Colour { case white, grey, black }
    var colours = [Colour](repeating: .white, count: edges.count)
    var order: [Int] = []
    var back: Set<[Int]> = []
    var stack: [(node: Int, next: Int)] = edges.isEmpty ? [] : [(0, 0)]
    if !edges.isEmpty { colours[0] = .grey }
    while let (node, next) = stack.last {
      guard next < edges[node].count else {
        colours[node] = .black
        order.append(node)
        stack.removeLast()
        continue
      }
      stack[stack.count - 1].next += 1
      let target = edges[node][next]
      switch colours[target] {
      case .white:
        colours[target] = .grey
        stack.append((target, 0))
      case .grey: back.insert([node, target])
      case .black: break
      }
    }
    return (order, back)
  }
}
