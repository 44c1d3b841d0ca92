// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// Pushes tokens through a compiled flow until what is left under way is negligible, which solves
/// the traffic equations v = e + Pᵀv (Jackson 1957) by their series.
///
/// A split sends one token to each branch, a join lets one go on for each full set; where branches
/// may be left out, for each mean number of tokens. Attributes of cases come in as ``CaseMix`` says.
/// Whoever watches may keep a state of the applicant, from 0 to 3, in which tokens at one node are told
/// apart: the equations then hold on the product of the flow with the states.
///
/// Cases are what is counted: a case of a batch of n brings 1/n of a token up to the node that
/// splits the batch, where sizes weigh as often as they arrive, and a whole one behind it, where a
/// size weighs as many times more as it has cases.
struct TokenPush {
  /// Tokens that enter a node.
  struct Arrival {
    /// The node.
    var node: Int
    /// Tokens per case of weight 1.
    var tokens: Double
    /// The cases they stand for: all of a batch before its split.
    var cases: Double
    /// The mean time in minutes of the service here, by servers of mean speed; nil at other nodes.
    var serviceMinutes: Double?
  }

  /// What a node does with the tokens of cases of certain values.
  private struct Row {
    /// Where they go on, in the list of ways.
    var ways = 0..<0
    /// Whether each case of a batch goes on alone.
    var isEach = false
    /// The mean time in minutes of the service here, before the split of a batch and behind it.
    var minutes: (before: Double, behind: Double)?
  }

  /// A way on, with what the number of tokens is divided and multiplied by.
  private struct Way {
    var node: Int
    var divisor = 1.0
    var share = 1.0
    var probability = 1.0
  }

  private let plan: EnginePlan
  private let mix: CaseMix
  /// The tokens on the way to each node, by state.
  private var arriving: [Double]
  /// The mean number of tokens that come to the join of an inclusive split, by join, for the case
  /// that is pushed.
  private var meanTokens: [Int: Double] = [:]
  /// How often each wait of an event-based gateway is over first, by node.
  private let firstShares: [Int: [Double]]
  /// The states in which tokens are on the way to each node, as bits.
  private var pending: [UInt8]
  private var rows: [Row]
  private var ways: [Way] = []

  private static let states = 8
  private static let isSplit = 4

  init(_ plan: EnginePlan) {
    self.plan = plan
    mix = CaseMix(plan: plan)
    firstShares = plan.nodes.enumerated().reduce(into: [:]) { shares, node in
      guard case .first(let first) = node.element.action else { return }
      shares[node.offset] = FirstShares(first, clock: plan.clock).shares
    }
    arriving = Array(repeating: 0, count: plan.nodes.count * Self.states)
    pending = Array(repeating: 0, count: plan.nodes.count)
    rows = Array(repeating: Row(), count: plan.nodes.count)
  }

  /// Pushes one case of a scenario through its flow and shows each arrival with the state of the
  /// applicant, which may be changed.
  ///
  /// - Complexity: O(edges × rounds of the loops that still matter) for each combination of attributes
  ///   that steer the flow.
  mutating func run(_ scenario: PlanScenario, watch: (Arrival, inout Int) -> Void) {
    let path = FlowOrder(plan, from: scenario.start)
    for (weight, values) in mix.combinations(of: scenario, along: path) {
      let batch = BatchLoad(scenario).flatMap {
        values[$0.slot] == BatchLoad.together ? $0 : nil
      }
      noteInclusions(path, values, scenario)
      ways.removeAll(keepingCapacity: true)
      for node in path.nodes { rows[node] = row(node, scenario, batch, values) }
      let meanSize = batch?.meanSize ?? 1
      send(1 / meanSize, to: scenario.start, 0)
      // One sweep takes all that lies ahead; what goes back waits for the next one.
      for _ in 0..<10_000 {
        var moved = 0.0
        for node in path.nodes where pending[node] != 0 {
          for state in 0..<Self.states where pending[node] & Self.bit(state) != 0 {
            let amount = take(node, state)
            guard amount > 1e-13 else { continue }
            moved += amount
            push(node, state, amount, meanSize, weight, watch)
          }
        }
        if moved < 1e-12 { break }
      }
      for node in path.nodes {
        for state in 0..<Self.states where pending[node] != 0 { _ = take(node, state) }
      }
    }
  }

  private mutating func noteInclusions(
    _ path: FlowOrder, _ values: [Int], _ scenario: PlanScenario
  ) {
    meanTokens = [:]
    for node in path.nodes {
      guard case .include(let inclusion) = plan.nodes[node].action, let join = inclusion.join
      else { continue }
      meanTokens[join] = mix.shares(of: inclusion, values, scenario).reduce(0, +)
    }
  }

  private static func bit(_ state: Int) -> UInt8 { 1 &<< UInt8(state) }

  private mutating func send(_ amount: Double, to node: Int, _ state: Int) {
    arriving[node * Self.states + state] += amount
    pending[node] |= Self.bit(state)
  }

  private mutating func take(_ node: Int, _ state: Int) -> Double {
    let amount = arriving[node * Self.states + state]
    arriving[node * Self.states + state] = 0
    pending[node] &= ~Self.bit(state)
    return amount
  }

  private mutating func push(
    _ node: Int, _ place: Int, _ amount: Double, _ meanSize: Double, _ weight: Double,
    _ watch: (Arrival, inout Int) -> Void
  ) {
    let split = place & Self.isSplit
    var state = place & ~Self.isSplit
    let row = rows[node]
    // Before the split one token stands for all cases of the batch.
    let cases = split != 0 ? amount : amount * meanSize
    watch(
      Arrival(
        node: node, tokens: weight * amount, cases: weight * cases,
        serviceMinutes: row.minutes.map { split != 0 ? $0.behind : $0.before }), &state)
    for index in row.ways {
      let way = ways[index]
      send(
        (row.isEach ? cases : amount) / way.divisor * way.share * way.probability, to: way.node,
        state + (row.isEach ? Self.isSplit : split))
    }
  }

  /// Lays out a node for cases with these values.
  private mutating func row(
    _ index: Int, _ scenario: PlanScenario, _ batch: BatchLoad?, _ values: [Int]
  ) -> Row {
    var row = Row()
    let first = ways.count
    switch plan.nodes[index].action {
    case .end: break
    case .serve(let service):
      func minutes(isSplit: Bool) -> Double {
        let time = mix.meanMicros(index, service, values, scenario, batch, isSplit: isSplit)
        return time * plan.pools[service.pool].meanFactor / Double(HallEngine.minute)
      }
      row.minutes = (minutes(isSplit: false), minutes(isSplit: true))
      ways.append(Way(node: service.next.target))
    case .delay(let delay): ways.append(Way(node: delay.next.target))
    case .untilOpen(_, let edge): ways.append(Way(node: edge.target))
    case .appointment(let appointment): ways.append(Way(node: appointment.next.target))
    case .choose(.probability(let branches)):
      for branch in branches {
        ways.append(Way(node: branch.edge.target, probability: branch.probability))
      }
    case .choose(.attribute(let slot, let lists)):
      for (list, share) in mix.ways(lists, values[slot], slot, scenario) {
        for branch in list {
          ways.append(
            Way(node: branch.edge.target, share: share, probability: branch.probability))
        }
      }
    case .choose(.scripted(_, let edges)):
      // Scripts say which case goes where; the load of such a plan is not asked for.
      for edge in edges { ways.append(Way(node: edge.target, divisor: Double(edges.count))) }
    case .split(let edges): for edge in edges { ways.append(Way(node: edge.target)) }
    case .gather(_, let edge): ways.append(Way(node: edge.target))
    case .first(let first):
      for (branch, share) in zip(first.branches, firstShares[index] ?? []) {
        ways.append(Way(node: branch.next.target, share: share))
      }
    case .include(let inclusion):
      for (branch, share) in zip(inclusion.branches, mix.shares(of: inclusion, values, scenario)) {
        ways.append(Way(node: branch.edge.target, share: share))
      }
    case .join(let join, let tokens, let edge):
      ways.append(Way(node: edge.target, divisor: meanTokens[join] ?? Double(tokens)))
    case .each(let edge):
      ways.append(Way(node: edge.target))
      row.isEach = true
    }
    row.ways = first..<ways.count
    return row
  }
}
