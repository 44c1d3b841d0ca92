// SPDX-License-Identifier: Apache-2.0

/// What a set of walks through a level has to cover: parts with demands, which are nodes and arcs.
struct CoverGraph {
  /// What an arc does to the number of returns of a walk in its present region.
  enum Change { case keep, increment, reset }

  struct Arc {
    var from: Int
    var to: Int
    var demand: Int
    var change: Change
  }

  /// How often each node must be visited by all walks together.
  var nodeDemands: [Int]
  var arcs: [Arc] = []
  var isFinal: [Bool]
  /// The arc of the level that the walk takes, for nodes and then for arcs; nil is none.
  var levelArcs: [Int?] = []
  /// The block of the level that the walk visits, for nodes; nil is none.
  var blocks: [Int?]

  /// The graph in which every arc of the level is to be covered.
  ///
  /// - Parameters:
  ///   - level: The level.
  ///   - loops: Its loops.
  ///   - visits: How often each block must be visited, by local node.
  /// - Returns: The graph.
  static func edges(of level: FlowLevel, _ loops: LoopArcs, visits: [Int: Int]) -> CoverGraph {
    let nodes = level.nodes.indices
    var graph = CoverGraph(
      nodeDemands: nodes.map { visits[$0] ?? 1 }, isFinal: level.isFinal,
      blocks: nodes.map { level.blocks[$0] == nil ? nil : $0 })
    graph.levelArcs = nodes.map { _ in nil }
    for (index, arc) in level.arcs.enumerated() {
      graph.arcs.append(
        Arc(from: arc.from, to: arc.to, demand: 1, change: change(index, level, loops)))
      graph.levelArcs.append(index)
    }
    return graph
  }

  /// The graph in which every pair of consecutive arcs of the level is to be covered: its nodes
  /// are the arcs of the level (a line graph), a start before them, and the blocks.
  ///
  /// A pair through a split or a join needs no demand: all branches are taken together and a join
  /// has one way on, so who covers the edges covers these pairs. What leaves the first node of a
  /// branch makes a pair with the edge from the split.
  static func pairs(of level: FlowLevel, _ loops: LoopArcs, visits: [Int: Int]) -> CoverGraph {
    let outgoing = level.outgoing
    let blocks = level.blocks.keys.sorted()
    let firstBlock = 1 + level.arcs.count
    var graph = CoverGraph(
      nodeDemands: [1] + level.arcs.map { _ in 1 } + blocks.map { visits[$0] ?? 1 },
      isFinal: [level.isFinal[0]] + level.arcs.map { level.isFinal[$0.to] }
        + blocks.map { _ in false },
      blocks: (0..<firstBlock).map { _ in nil } + blocks.map { $0 })
    var arcs: [Arc] = []
    func lead(from node: Int, through local: Int) {
      if let block = blocks.firstIndex(of: local) {
        arcs.append(Arc(from: node, to: firstBlock + block, demand: 0, change: .keep))
        return
      }
      for arc in outgoing[local] {
        arcs.append(
          Arc(
            from: node, to: 1 + arc, demand: node == 0 && level.exit == nil ? 0 : 1,
            change: change(arc, level, loops)))
      }
    }
    lead(from: 0, through: 0)
    for (index, arc) in level.arcs.enumerated() { lead(from: 1 + index, through: arc.to) }
    for (index, block) in blocks.enumerated() {
      for arc in outgoing[block] {
        arcs.append(
          Arc(
            from: firstBlock + index, to: 1 + arc, demand: 0, change: change(arc, level, loops)))
      }
    }
    graph.arcs = arcs
    graph.levelArcs =
      [nil] + level.arcs.indices.map { $0 } + blocks.map { _ in nil } + arcs.map { _ in nil }
    return graph
  }

  private static func change(_ index: Int, _ level: FlowLevel, _ loops: LoopArcs) -> Change {
    let arc = level.arcs[index]
    if loops.region[arc.from] != loops.region[arc.to] { return .reset }
    return loops.returns[index] ? .increment : .keep
  }
}
