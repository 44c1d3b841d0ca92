// SPDX-License-Identifier: Apache-2.0

/// What a set of runs is to cover.
package enum CoverageCriterion: String, Sendable, CaseIterable {
  /// Every edge.
  case edges
  /// Every pair of consecutive edges.
  case pairs
}

/// A smallest set of runs of a flow that covers every edge, or every pair of consecutive edges.
///
/// Loops are bounded: in each loop region (a strongly connected part of a level) a run makes at
/// most ``returns`` returns, which are `loops` times the fewest with which every part lies on a
/// run. For a flow with plain loops and `loops` 1 that is one return: each loop once more.
package struct FlowCover: Sendable {
  /// What is covered.
  package let criterion: CoverageCriterion
  /// The runs.
  package let runs: [FlowRun]
  /// A number of runs below which nothing covers all, proved by ``CoverBound`` level by level.
  package let lowerBound: Int
  /// The most returns in one loop region of any level.
  package let returns: Int

  /// Whether the set is proved to be smallest under the bound of the loops.
  package var isProvedMinimal: Bool { lowerBound == runs.count }

  /// Finds the runs.
  ///
  /// - Parameters:
  ///   - flow: A sound flow.
  ///   - criterion: What is to be covered.
  ///   - loops: How often each loop is taken at most, at least 1.
  /// - Throws: ``CoverageError`` where a split and its join do not enclose their branches.
  /// - Complexity: O(runs × edges × returns) for a flow without loops; some hundred walks more for
  ///   one with loops.
  package init(
    of flow: Flow, covering criterion: CoverageCriterion, loops: Int = 1
  ) throws(CoverageError) {
    let level = try FlowLevel.whole(flow)
    self.init(level, covering: criterion, loops: loops)
  }

  init(_ level: FlowLevel, covering criterion: CoverageCriterion, loops: Int) {
    let cover = LevelCover(level, criterion: criterion, loops: max(1, loops))
    self.criterion = criterion
    runs = cover.walks.map { FlowRun(parts: $0) }
    lowerBound = cover.lowerBound
    returns = cover.returns
  }
}

/// The cover of a level, made from those of the branches within.
///
/// Blocks come first, since the runs their branches need say how often the block must be visited.
/// A visit runs every branch it may, so a block needs the most that any branch needs.
struct LevelCover {
  /// The walks through the level.
  private(set) var walks: [[FlowRun.Part]] = []
  /// The number of walks that are needed.
  private(set) var lowerBound = 1
  /// The most returns in one region of this level or one within.
  private(set) var returns = 0
  /// The most returns in one region of this level.
  private(set) var ownReturns = 0

  init(_ level: FlowLevel, criterion: CoverageCriterion, loops: Int) {
    let branches = level.blocks.mapValues { branches in
      branches.map { LevelCover($0, criterion: criterion, loops: loops) }
    }
    let visits = branches.mapValues { $0.map(\.walks.count).max() ?? 1 }
    let needed = branches.mapValues { $0.map(\.lowerBound).max() ?? 1 }
    let arcs = LoopArcs(level)
    func graph(_ visits: [Int: Int]) -> CoverGraph {
      switch criterion {
      case .edges: .edges(of: level, arcs, visits: visits)
      case .pairs: .pairs(of: level, arcs, visits: visits)
      }
    }
    let wanted = graph(visits)
    ownReturns = wanted.fewestReturns * loops
    returns = max(ownReturns, branches.values.flatMap { $0.map(\.returns) }.max() ?? 0)
    let unrolled = UnrolledGraph(wanted, returns: ownReturns)
    let cover = MinimumCover(unrolled)
    if needed == visits {
      lowerBound = cover.bound.walks
    } else {
      // A branch whose cover is not proved least must not prove more than it needs.
      let proved = UnrolledGraph(graph(needed), returns: ownReturns)
      lowerBound = CoverBound(proved, weights: cover.bound.weights).walks
    }
    var visited: [Int: Int] = [:]
    walks = cover.walks.map { walk in
      var parts = [FlowRun.Part(node: level.nodes[0])]
      func visit(_ block: Int) {
        let number = visited[block, default: 0]
        visited[block] = number + 1
        var inner = (branches[block] ?? []).map { branch in
          // Visits beyond what a branch needs repeat its first walk.
          branch.walks[number < branch.walks.count ? number : 0]
        }
        if level.blocksWithEmptyBranch.contains(block) { inner.append([]) }
        parts[parts.count - 1].branches = inner
        if let join = level.joins[block] { parts.append(FlowRun.Part(node: join)) }
      }
      for link in walk {
        guard let part = unrolled.links[link].part else { continue }
        if part < wanted.blocks.count, let block = wanted.blocks[part] { visit(block) }
        if let arc = wanted.levelArcs[part], let edge = level.arcs[arc].edge {
          parts.append(FlowRun.Part(node: edge.to))
        }
      }
      // The exit of a branch is the join, which belongs to the level outside.
      if let last = parts.last, level.exit == last.node { parts.removeLast() }
      return parts
    }
  }
}

extension CoverGraph {
  /// The fewest returns in a region with which every part lies on a walk.
  ///
  /// - Complexity: O(returns × arcs); a walk needs no arc twice on its way to a part nor from it.
  var fewestReturns: Int {
    var returns = 0
    while returns < 2 * arcs.count, !UnrolledGraph(self, returns: returns).coversAll {
      returns += 1
    }
    return returns
  }
}

extension FlowLevel {
  /// The fewest returns in a region of this level with which every edge lies on a walk.
  var fewestReturns: Int {
    CoverGraph.edges(of: self, LoopArcs(self), visits: [:]).fewestReturns
  }
}

extension Flow {
  /// The number of different runs in which no loop is taken.
  ///
  /// - Throws: ``CoverageError`` where a split and its join do not enclose their branches.
  package func acyclicRunCount() throws(CoverageError) -> RunCount {
    try FlowLevel.whole(self).runCount { _ in 0 }
  }

  /// The number of different runs within the bound of loops that ``FlowCover`` uses for edges.
  ///
  /// - Throws: ``CoverageError`` where a split and its join do not enclose their branches.
  package func boundedRunCount(loops: Int = 1) throws(CoverageError) -> RunCount {
    try FlowLevel.whole(self).runCount { $0.fewestReturns * loops }
  }
}
