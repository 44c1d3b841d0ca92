// SPDX-License-Identifier: Apache-2.0

/// A cover graph with its loops unrolled: the acyclic graph of all walks that return at most so
/// many times in each region, as a flow network from one source to one sink.
///
/// A part of the cover graph has a link in every layer, a layer being a number of returns made.
struct UnrolledGraph {
  struct Link {
    var from: Int
    var to: Int
    /// The part of the cover graph: a node, or the number of nodes plus an arc; nil at the sink.
    var part: Int?
  }

  private(set) var links: [Link] = []
  /// The links that leave and enter each vertex.
  private(set) var leaving: [[Int]] = []
  private(set) var entering: [[Int]] = []
  /// The vertices, each after all that lead to it.
  private(set) var order: [Int] = []
  let source = 0
  let sink = 1
  /// The links from the last vertex of `order` back to the first, for ``heaviestWalk(_:)``.
  private var backwards: [(link: Int, from: Int, to: Int, part: Int)] = []
  /// The demand of each part.
  let demands: [Int]
  /// Whether each part lies on a walk from source to sink.
  private(set) var isReached: [Bool]

  /// Unrolls a graph.
  ///
  /// - Complexity: O((nodes + arcs) × returns).
  init(_ graph: CoverGraph, returns: Int) {
    let nodeCount = graph.nodeDemands.count
    demands = graph.nodeDemands + graph.arcs.map(\.demand)
    isReached = [Bool](repeating: false, count: demands.count)
    var outgoing = [[Int]](repeating: [], count: nodeCount)
    for (index, arc) in graph.arcs.enumerated() { outgoing[arc.from].append(index) }
    leaving = [[], []]
    entering = [[], []]
    var numbers: [[Int]: Int] = [[0, 0]: 0]
    var states: [(node: Int, layer: Int)] = [(0, 0)]
    // A state is a link between two vertices, which carries the demand of its node.
    var heads = [source]
    var tails = [addVertex()]
    var current = 0
    while current < states.count {
      let (node, layer) = states[current]
      link(heads[current], tails[current], node)
      if graph.isFinal[node] { link(tails[current], sink, nil) }
      for index in outgoing[node] {
        let arc = graph.arcs[index]
        let next =
          switch arc.change {
          case .reset: 0
          case .keep: layer
          case .increment: layer + 1
          }
        guard next <= returns else { continue }
        let state: Int
        if let known = numbers[[arc.to, next]] {
          state = known
        } else {
          state = states.count
          numbers[[arc.to, next]] = state
          states.append((arc.to, next))
          heads.append(addVertex())
          tails.append(addVertex())
        }
        link(tails[current], heads[state], nodeCount + index)
      }
      current += 1
    }
    prune()
    sort()
  }

  /// Whether every part with a demand can be covered.
  var coversAll: Bool { demands.indices.allSatisfy { demands[$0] == 0 || isReached[$0] } }

  private mutating func addVertex() -> Int {
    leaving.append([])
    entering.append([])
    return leaving.count - 1
  }

  private mutating func link(_ from: Int, _ to: Int, _ part: Int?) {
    leaving[from].append(links.count)
    entering[to].append(links.count)
    links.append(Link(from: from, to: to, part: part))
  }

  /// Takes links away that lead nowhere within the bound.
  private mutating func prune() {
    var isLive = [Bool](repeating: false, count: leaving.count)
    isLive[sink] = true
    var open = [sink]
    while let vertex = open.popLast() {
      for link in entering[vertex] where !isLive[links[link].from] {
        isLive[links[link].from] = true
        open.append(links[link].from)
      }
    }
    for vertex in leaving.indices {
      leaving[vertex].removeAll { !isLive[links[$0].to] || !isLive[vertex] }
      entering[vertex].removeAll { !isLive[links[$0].to] || !isLive[links[$0].from] }
      for link in leaving[vertex] { if let part = links[link].part { isReached[part] = true } }
    }
  }

  /// Sorts the vertices topologically (Kahn 1962).
  private mutating func sort() {
    var waiting = entering.map(\.count)
    var open = [source]
    while let vertex = open.popLast() {
      order.append(vertex)
      for link in leaving[vertex] {
        let target = links[link].to
        waiting[target] -= 1
        if waiting[target] == 0 { open.append(target) }
      }
    }
    for vertex in order.reversed() {
      for link in leaving[vertex] {
        backwards.append((link, vertex, links[link].to, links[link].part ?? demands.count))
      }
    }
  }

  /// Returns the walk of the greatest weight, as links from source to sink, with its weight; a
  /// part counts as often as it is passed.
  ///
  /// - Complexity: O(links).
  func heaviestWalk(_ weights: [Int]) -> (links: [Int], weight: Int) {
    var best = [Int](repeating: 0, count: leaving.count)
    var choice = [Int](repeating: -1, count: leaving.count)
    // What is no part weighs nothing.
    let weights = weights + [0]
    for (link, from, to, part) in backwards {
      let weight = best[to] + weights[part]
      if choice[from] < 0 || weight > best[from] {
        best[from] = weight
        choice[from] = link
      }
    }
    var walk: [Int] = []
    var vertex = source
    while vertex != sink {
      walk.append(choice[vertex])
      vertex = links[choice[vertex]].to
    }
    return (walk, best[source])
  }
}
