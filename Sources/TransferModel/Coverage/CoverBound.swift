// SPDX-License-Identifier: Apache-2.0

/// A proof that so many walks are needed: weights of parts such that no walk collects more than
/// ``heaviest``, while the demands together weigh ``total``.
///
/// Any feasible point of the dual of the covering program is such a proof (weak duality). With
/// weights 0 and 1 and a heaviest walk of 1 it is an antichain. All numbers are whole, so the
/// proof does not rest on rounding.
struct CoverBound {
  /// The weight of each part.
  private(set) var weights: [Int]
  /// The sum of weight times demand.
  private(set) var total: Int
  /// The weight of the heaviest walk.
  private(set) var heaviest: Int

  /// Weighs the demands against the heaviest walk.
  ///
  /// - Complexity: O(links).
  init(_ graph: UnrolledGraph, weights: [Int]) {
    self.init(
      weights: weights, total: Self.total(graph, weights),
      heaviest: graph.heaviestWalk(weights).weight)
  }

  private init(weights: [Int], total: Int, heaviest: Int) {
    self.weights = weights
    self.total = total
    self.heaviest = heaviest
  }

  private static func total(_ graph: UnrolledGraph, _ weights: [Int]) -> Int {
    graph.demands.indices.reduce(0) { $0 + weights[$1] * graph.demands[$1] }
  }

  /// The number of walks that are needed; at least one.
  var walks: Int { heaviest > 0 ? max(1, (total + heaviest - 1) / heaviest) : 1 }

  /// The search for good weights by multiplicative updates: what a heaviest walk passes loses an
  /// eighth of its weight (Plotkin, Shmoys, Tardos, "Fast approximation algorithms for fractional
  /// packing and covering problems", 1995).
  struct Weighting {
    let graph: UnrolledGraph
    /// The present weights, positive where there is a demand.
    private(set) var weights: [Int]

    init(_ graph: UnrolledGraph) {
      self.graph = graph
      weights = graph.demands.map { $0 > 0 ? 1 << 36 : 0 }
    }

    /// Makes some steps and returns the best bound among them.
    ///
    /// - Complexity: O(steps × links).
    mutating func improve(steps: Int) -> CoverBound {
      var total = CoverBound.total(graph, weights)
      var walk = graph.heaviestWalk(weights)
      var best = CoverBound(weights: weights, total: total, heaviest: walk.weight)
      for _ in 0..<steps {
        for link in walk.links {
          guard let part = graph.links[link].part, graph.demands[part] > 0 else { continue }
          let lighter = max(1, weights[part] - weights[part] / (8 * graph.demands[part]))
          total -= (weights[part] - lighter) * graph.demands[part]
          weights[part] = lighter
        }
        walk = graph.heaviestWalk(weights)
        let bound = CoverBound(weights: weights, total: total, heaviest: walk.weight)
        if bound.walks > best.walks { best = bound }
      }
      return best
    }
  }
}
