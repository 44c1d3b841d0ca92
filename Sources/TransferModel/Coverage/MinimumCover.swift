// SPDX-License-Identifier: Apache-2.0

/// A set of walks that meets every demand, as small as could be found, with a bound from below.
///
/// Walks from source to sink are a flow, demands are its lower bounds, and a least flow is found
/// by taking away from a feasible one along augmenting paths (Ford and Fulkerson 1962; Ntafos and
/// Hakimi, "On path cover problems in digraphs and applications to program testing", 1979).
/// Without loops each part has one link and the result is least: the cut that ends the search is
/// a set of parts no two of which lie on one walk (Dilworth 1950), one walk each is needed. Where
/// a loop gives a part several links, their sum meets its demand, which is no plain flow problem;
/// then the result is least exactly when the bound of ``CoverBound`` meets it.
struct MinimumCover {
  /// The walks, as links.
  private(set) var walks: [[Int]]
  /// No set of fewer walks meets the demands.
  private(set) var bound: CoverBound

  /// How many starting points are tried where loops leave a gap.
  private static let attempts = 24

  /// Covers the demands of a graph that covers all of them.
  ///
  /// - Complexity: O(walks × links) without loops.
  init(_ graph: UnrolledGraph) {
    var search = Search(graph)
    search.fill(graph.demands.map { $0 > 0 ? 1 : 0 })
    var cut = search.reduce()
    walks = search.walks()
    bound = CoverBound(graph, weights: cut)
    guard bound.walks < walks.count else { return }
    var weighting = CoverBound.Weighting(graph)
    for _ in 0..<Self.attempts {
      let better = weighting.improve(steps: 40)
      if better.walks > bound.walks { bound = better }
      search = Search(graph)
      search.fill(weighting.weights)
      cut = search.reduce()
      let found = search.walks()
      if found.count < walks.count { walks = found }
      let other = CoverBound(graph, weights: cut)
      if other.walks > bound.walks { bound = other }
      if bound.walks >= walks.count { break }
    }
  }

  /// A flow that meets the demands and is made smaller.
  private struct Search {
    let graph: UnrolledGraph
    /// The number of walks over each link.
    var flow: [Int]
    /// The number of walks over all links of each part.
    var totals: [Int]

    init(_ graph: UnrolledGraph) {
      self.graph = graph
      flow = [Int](repeating: 0, count: graph.links.count)
      totals = [Int](repeating: 0, count: graph.demands.count)
    }

    /// Adds the heaviest walk, by the weights of what is not yet covered, until all is.
    mutating func fill(_ weights: [Int]) {
      while true {
        let open = graph.demands.indices.map { totals[$0] < graph.demands[$0] ? weights[$0] : 0 }
        guard open.contains(where: { $0 > 0 }) else { return }
        for link in graph.heaviestWalk(open).links { change(link, by: 1) }
      }
    }

    private mutating func change(_ link: Int, by step: Int) {
      flow[link] += step
      if let part = graph.links[link].part { totals[part] += step }
    }

    private func canReduce(_ link: Int, _ taken: [Int: Int]) -> Bool {
      guard flow[link] > 0 else { return false }
      guard let part = graph.links[link].part else { return true }
      return totals[part] - taken[part, default: 0] > graph.demands[part]
    }

    /// Takes walks away while an augmenting path from sink to source exists; returns weights of
    /// the parts that cross the cut which ends the search.
    mutating func reduce() -> [Int] {
      while true {
        var isSeen = [Bool](repeating: false, count: graph.leaving.count)
        isSeen[graph.sink] = true
        // The path so far: the link taken, against its direction where it is reduced.
        var path: [(link: Int, isReduced: Bool)] = []
        var taken: [Int: Int] = [:]
        var stack: [(vertex: Int, next: Int)] = [(graph.sink, 0)]
        var isFound = false
        while let (vertex, next) = stack.last {
          if vertex == graph.source {
            isFound = true
            break
          }
          let entering = graph.entering[vertex]
          let leaving = graph.leaving[vertex]
          guard next < entering.count + leaving.count else {
            stack.removeLast()
            if let step = path.popLast(), step.isReduced, let part = graph.links[step.link].part {
              taken[part, default: 0] -= 1
            }
            continue
          }
          stack[stack.count - 1].next += 1
          let isReduced = next < entering.count
          let link = isReduced ? entering[next] : leaving[next - entering.count]
          let target = isReduced ? graph.links[link].from : graph.links[link].to
          guard !isSeen[target], !isReduced || canReduce(link, taken) else { continue }
          isSeen[target] = true
          path.append((link, isReduced))
          if isReduced, let part = graph.links[link].part { taken[part, default: 0] += 1 }
          stack.append((target, 0))
        }
        guard isFound else {
          var weights = [Int](repeating: 0, count: graph.demands.count)
          for vertex in graph.leaving.indices where isSeen[vertex] {
            for link in graph.entering[vertex] where !isSeen[graph.links[link].from] {
              if let part = graph.links[link].part, graph.demands[part] > 0 { weights[part] = 1 }
            }
          }
          return weights
        }
        for step in path { change(step.link, by: step.isReduced ? -1 : 1) }
      }
    }

    /// The flow as walks.
    func walks() -> [[Int]] {
      var left = flow
      var result: [[Int]] = []
      while graph.leaving[graph.source].contains(where: { left[$0] > 0 }) {
        var walk: [Int] = []
        var vertex = graph.source
        while vertex != graph.sink,
          let link = graph.leaving[vertex].first(where: { left[$0] > 0 })
        {
          left[link] -= 1
          walk.append(link)
          vertex = graph.links[link].to
        }
        result.append(walk)
      }
      return result
    }
  }
}
