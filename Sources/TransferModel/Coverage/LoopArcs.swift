// SPDX-License-Identifier: Apache-2.0

/// The loops of a level: its regions, which are its strongly connected components, and the arcs
/// that return, which are the back edges of a depth-first search in reading order.
///
/// Every cycle lies in one region and has at least one returning arc (Tarjan, "Depth-first search
/// and linear graph algorithms", 1972), so walks with a bounded number of returns form an acyclic
/// graph.
struct LoopArcs {
  /// The region of each local node.
  private(set) var region: [Int]
  /// Whether each arc returns.
  private(set) var returns: [Bool]

  /// Finds the loops of a level.
  ///
  /// - Complexity: O(nodes + arcs).
  init(_ level: FlowLevel) {
    let outgoing = level.outgoing
    let count = level.nodes.count
    region = [Int](repeating: -1, count: count)
    returns = [Bool](repeating: false, count: level.arcs.count)
    var index = [Int](repeating: -1, count: count)
    var low = [Int](repeating: 0, count: count)
    var isOnPath = [Bool](repeating: false, count: count)
    var component: [Int] = []
    var clock = 0
    var regions = 0
    // An explicit stack, so that a long flow cannot exhaust the call stack.
    var stack: [(node: Int, next: Int)] = []
    func enter(_ node: Int) {
      index[node] = clock
      low[node] = clock
      clock += 1
      isOnPath[node] = true
      component.append(node)
      stack.append((node, 0))
    }
    enter(0)
    while let (node, next) = stack.last {
      if next < outgoing[node].count {
        stack[stack.count - 1].next += 1
        let arc = outgoing[node][next]
        let target = level.arcs[arc].to
        if index[target] < 0 {
          enter(target)
        } else {
          returns[arc] = isOnPath[target]
          if region[target] < 0 { low[node] = min(low[node], index[target]) }
        }
        continue
      }
      stack.removeLast()
      isOnPath[node] = false
      if let parent = stack.last?.node { low[parent] = min(low[parent], low[node]) }
      guard low[node] == index[node] else { continue }
      while let member = component.popLast() {
        region[member] = regions
        if member == node { break }
      }
      regions += 1
    }
  }

  /// Whether the level has a loop.
  var isEmpty: Bool { !returns.contains(true) }
}
