// SPDX-License-Identifier: Apache-2.0

/// Why the runs of a flow cannot be laid out.
package struct CoverageError: Error, Sendable, CustomStringConvertible {
  /// Which flow, which node, and what would be right.
  package let description: String
}

/// A part of a flow that one token walks alone: the flow as a whole, or one branch of a split.
///
/// A split with everything up to its join is a single node of the level it stands in, a block;
/// each of its branches is a level of its own (a process structure tree: Vanhatalo, Völzer,
/// Koehler, "The refined process structure tree", 2009). A visit of a block is one visit of
/// each branch, so choices of parallel branches combine in one run. An inclusive split with a branch
/// that is taken when no other is chooses between two blocks: that branch, and all the others.
struct FlowLevel {
  /// An edge of the level between local nodes; within an inclusive split it is no edge of the flow.
  struct Arc {
    var from: Int
    var to: Int
    var edge: FlowEdge?
  }

  /// The position in the flow of each local node.
  ///
  /// That of the split for a block, of the join for the exit of a branch. The first is where the
  /// level begins.
  private(set) var nodes: [Int] = []
  private(set) var arcs: [Arc] = []
  /// The position of the join that ends a branch; nil for a whole flow.
  let exit: Int?
  /// The branches that are not empty, by the local node of the block.
  private(set) var blocks: [Int: [FlowLevel]] = [:]
  /// The blocks that have a branch without nodes, straight from the split to the join.
  private(set) var blocksWithEmptyBranch: Set<Int> = []
  /// The blocks of which a run may leave out some branches, but not all.
  private(set) var inclusiveBlocks: Set<Int> = []
  /// The position of the join, by the local node of the block.
  private(set) var joins: [Int: Int] = [:]
  /// Whether a walk through the level may end at the local node.
  private(set) var isFinal: [Bool] = []

  /// The arcs that leave each local node.
  var outgoing: [[Int]] {
    var result = [[Int]](repeating: [], count: nodes.count)
    for (index, arc) in arcs.enumerated() { result[arc.from].append(index) }
    return result
  }

  /// Lays out a whole flow.
  ///
  /// - Throws: ``CoverageError`` where a split and its join do not enclose their branches.
  /// - Complexity: O(nodes + edges).
  static func whole(_ flow: Flow) throws(CoverageError) -> FlowLevel {
    var owners: [Int: Int] = [:]
    var count = 0
    return try FlowLevel(
      flow, successors: flow.successors, entry: 0, exit: nil, owners: &owners, count: &count)
  }

  private init(
    _ flow: Flow, successors: [[Int]], entry: Int, exit: Int?, owners: inout [Int: Int],
    count: inout Int
  ) throws(CoverageError) {
    self.exit = exit
    let id = count
    count += 1
    var local: [Int: Int] = [:]
    func fail(_ node: Int, _ what: String) -> CoverageError {
      CoverageError(
        description: "\(flow.place): flow \(flow.name): '\(flow.nodes[node].id)' \(what); "
          + "coverage needs every split to enclose its branches up to one join")
    }
    /// The nodes to be laid out, nil for those that are.
    var open: [Int?] = [entry]
    local[entry] = 0
    nodes = [entry]
    isFinal = [false]
    var next = 0
    while next < open.count {
      let here = next
      next += 1
      guard let node = open[here] else { continue }
      if node == exit {
        isFinal[here] = true
        continue
      }
      guard owners.updateValue(id, forKey: node) == nil else {
        throw fail(node, "is reached from inside and from outside a split")
      }
      var from = node
      var last = here
      var targets = successors[node]
      switch flow.nodes[node].kind {
      case .end:
        guard exit == nil else { throw fail(node, "ends the case inside a split") }
        isFinal[here] = true
      case .join: throw fail(node, "joins branches of a split that is not open")
      case .split, .inclusive:
        let found = flow.joins(ofSplit: node)
        guard found.count == 1 else { throw fail(node, "has \(found.count) joins") }
        let groups = flow.groups(ofSplit: node)
        for group in groups {
          let block = groups.count == 1 ? here : nodes.count
          if block != here {
            nodes.append(node)
            isFinal.append(false)
            open.append(nil)
            arcs.append(Arc(from: here, to: block, edge: nil))
          }
          var branches: [FlowLevel] = []
          for target in group where target != found[0] {
            branches.append(
              try FlowLevel(
                flow, successors: successors, entry: target, exit: found[0], owners: &owners,
                count: &count))
          }
          blocks[block] = branches
          if group.contains(found[0]) { blocksWithEmptyBranch.insert(block) }
          if flow.nodes[node].kind.inclusiveBranches != nil { inclusiveBlocks.insert(block) }
          joins[block] = found[0]
        }
        if groups.count > 1 {
          last = nodes.count
          nodes.append(found[0])
          isFinal.append(false)
          open.append(nil)
          for block in last - groups.count..<last {
            arcs.append(Arc(from: block, to: last, edge: nil))
          }
        }
        from = found[0]
        targets = successors[from]
      default: break
      }
      for target in targets {
        let to: Int
        if let known = local[target] {
          to = known
        } else {
          to = nodes.count
          local[target] = to
          nodes.append(target)
          isFinal.append(false)
          open.append(target)
        }
        arcs.append(Arc(from: last, to: to, edge: FlowEdge(from: from, to: target)))
      }
    }
  }
}
