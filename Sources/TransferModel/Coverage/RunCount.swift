// SPDX-License-Identifier: Apache-2.0

/// A number of runs, or of other things that multiply, exact up to 2¹²⁸ − 1; beyond that only known to be more.
package struct RunCount: Sendable, Hashable, CustomStringConvertible {
  /// The number, or the largest one that can be held.
  package private(set) var value: UInt128
  /// Whether the number is larger than can be held.
  package private(set) var isSaturated: Bool

  /// Creates a number.
  package init(_ value: UInt128) {
    self.value = value
    isSaturated = false
  }

  static func + (left: RunCount, right: RunCount) -> RunCount {
    let (sum, overflow) = left.value.addingReportingOverflow(right.value)
    var result = RunCount(overflow ? .max : sum)
    result.isSaturated = overflow || left.isSaturated || right.isSaturated
    if result.isSaturated { result.value = .max }
    return result
  }

  static func * (left: RunCount, right: RunCount) -> RunCount {
    // No runs of one part are no runs of the whole, however many the other part has.
    if left.value == 0 || right.value == 0 { return RunCount(0) }
    let (product, overflow) = left.value.multipliedReportingOverflow(by: right.value)
    var result = RunCount(overflow ? .max : product)
    result.isSaturated = overflow || left.isSaturated || right.isSaturated
    if result.isSaturated { result.value = .max }
    return result
  }

  /// The number in digits, or `more than …` where it cannot be held.
  package var description: String { isSaturated ? "more than \(value)" : "\(value)" }
}

extension FlowLevel {
  /// The number of different runs of the level, counted without listing them: over the acyclic
  /// graph of its bounded walks, a visit of a block multiplying by the runs of each branch, or where
  /// branches may be left out of each set of them.
  ///
  /// - Parameter bound: Gives the returns allowed in a level.
  /// - Returns: The number of runs.
  /// - Complexity: O(edges × returns).
  func runCount(_ bound: (FlowLevel) -> Int) -> RunCount {
    let graph = CoverGraph.edges(of: self, LoopArcs(self), visits: [:])
    let unrolled = UnrolledGraph(graph, returns: bound(self))
    var factors: [Int: RunCount] = [:]
    for (block, branches) in blocks {
      let runs =
        branches.map { $0.runCount(bound) }
        + (blocksWithEmptyBranch.contains(block) ? [RunCount(1)] : [])
      factors[block] =
        inclusiveBlocks.contains(block)
        ? runs.reduce(RunCount(0)) { $0 + $0 * $1 + $1 } : runs.reduce(RunCount(1)) { $0 * $1 }
    }
    var counts = [RunCount](repeating: RunCount(0), count: unrolled.leaving.count)
    counts[unrolled.sink] = RunCount(1)
    for vertex in unrolled.order.reversed() where vertex != unrolled.sink {
      for index in unrolled.leaving[vertex] {
        let link = unrolled.links[index]
        let factor = link.part.flatMap { factors[$0] } ?? RunCount(1)
        counts[vertex] = counts[vertex] + factor * counts[link.to]
      }
    }
    return counts[unrolled.source]
  }
}
