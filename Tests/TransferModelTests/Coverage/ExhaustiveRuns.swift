// SPDX-License-Identifier: Apache-2.0

import TransferModel

/// What runs of a small flow cover, by listing every run; written apart from the algorithms.
struct ExhaustiveRuns {
  private let flow: Flow
  private let successors: [[Int]]
  private let reaches: [[Bool]]
  private let returning: Set<FlowEdge>
  private let returns: Int
  /// The edges of every run, one list per run.
  private(set) var runs: [[FlowEdge]] = []

  /// Lists the runs with at most so many returns in each region.
  init(_ flow: Flow, returns: Int) {
    self.flow = flow
    self.returns = returns
    successors = flow.nodes.map { node in
      node.targets.compactMap { flow.position(of: $0.value) }
    }
    let count = flow.nodes.count
    var reaches = (0..<count).map { from in (0..<count).map { $0 == from } }
    for (from, targets) in successors.enumerated() {
      for to in targets { reaches[from][to] = true }
    }
    for middle in 0..<count {
      for from in 0..<count where reaches[from][middle] {
        for to in 0..<count where reaches[middle][to] { reaches[from][to] = true }
      }
    }
    self.reaches = reaches
    var path: [Int] = []
    var seen: Set<Int> = []
    var found: Set<FlowEdge> = []
    let next = successors
    func search(_ node: Int) {
      seen.insert(node)
      path.append(node)
      for target in next[node] {
        if path.contains(target) { found.insert(FlowEdge(from: node, to: target)) }
        if !seen.contains(target) { search(target) }
      }
      path.removeLast()
    }
    search(0)
    returning = found
    runs = walks(from: 0, until: nil, made: 0)
  }

  /// Returns the edges of every walk from a node to an end, or to a join, the edge into it included.
  private func walks(from node: Int, until join: Int?, made: Int) -> [[FlowEdge]] {
    if node == join { return [[]] }
    switch flow.nodes[node].kind {
    case .end: return [[]]
    case .split, .inclusive:
      let exit = flow.nodes.indices.first {
        if case .join(let split, _) = flow.nodes[$0].kind {
          return split.value == flow.nodes[node].id
        }
        return false
      }
      guard let exit else { return [] }
      // Every set of branches that can be taken together.
      let sets =
        flow.nodes[node].kind.inclusiveBranches.map { branches in
          branches.takenTogether.map { taken in taken.map { successors[node][$0] } }
        } ?? [successors[node]]
      var combined: [[FlowEdge]] = []
      for set in sets {
        var some: [[FlowEdge]] = [[]]
        for target in set {
          let branch = walks(from: target, until: exit, made: 0)
          some = some.flatMap { left in
            branch.map { left + [FlowEdge(from: node, to: target)] + $0 }
          }
        }
        combined += some
      }
      let after = successors[exit][0]
      let rest = walks(from: after, until: join, made: 0)
      return combined.flatMap { left in
        rest.map { left + [FlowEdge(from: exit, to: after)] + $0 }
      }
    default:
      return successors[node].flatMap { target -> [[FlowEdge]] in
        let edge = FlowEdge(from: node, to: target)
        let count = reaches[target][node] ? made + (returning.contains(edge) ? 1 : 0) : 0
        guard count <= returns else { return [] }
        return walks(from: target, until: join, made: count).map { [edge] + $0 }
      }
    }
  }

  /// Returns the least number of sets that together hold everything, by trying all.
  static func leastCover<Element: Hashable>(_ sets: [Set<Element>]) -> Int {
    let all = sets.reduce(into: Set<Element>()) { $0.formUnion($1) }
    let unique = Array(Set(sets))
    let useful = unique.filter { set in !unique.contains { $0.isStrictSuperset(of: set) } }
    func covers(_ open: Set<Element>, with count: Int) -> Bool {
      if open.isEmpty { return true }
      guard count > 0 else { return false }
      // One of the sets that hold the rarest element must be taken.
      let choices =
        open.map { element in useful.filter { $0.contains(element) } }
        .min { $0.count < $1.count } ?? []
      return choices.contains { covers(open.subtracting($0), with: count - 1) }
    }
    var count = 1
    while !covers(all, with: count) { count += 1 }
    return count
  }
}
