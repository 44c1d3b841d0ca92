// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// Pushes tokens through a compiled flow until what is left under way is negligible, which solves
/// the traffic equations v = e + Pᵀv (Jackson 1957) by their series.
///
/// A split sends one token to each branch, a join lets one go on for each full set; where branches
/// may be left out, for each mean number of tokens. Attributes of cases come in as ``CaseMix`` says. Whoever watches may keep a state of the applicant, from 0 to
/// 3, in which tokens at one node are told apart: the equations then hold on the product of the flow
/// with the states.
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

  private let plan: EnginePlan
  private let mix: CaseMix
  /// The tokens on the way to each node, by state.
  private var arriving: [Double]
  /// The mean number of tokens that come to the join of an inclusive split, by join, for the case
  /// that is pushed.
  private var meanTokens: [Int: Double] = [:]
  /// How often each wait of an event-based gateway is over first, by node.
  private let firstShares: [Int: [Double]]

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
      arriving[scenario.start * Self.states] = 1 / (batch?.meanSize ?? 1)
      // One sweep takes all that lies ahead; what goes back waits for the next one.
      for _ in 0..<10_000 {
        var moved = 0.0
        for node in path.nodes {
          for place in node * Self.states..<(node + 1) * Self.states where arriving[place] > 0 {
            let amount = arriving[place]
            arriving[place] = 0
            guard amount > 1e-13 else { continue }
            moved += amount
            push(scenario, batch, place, amount, values, weight, watch)
          }
        }
        if moved < 1e-12 { break }
      }
      for node in path.nodes {
        for place in node * Self.states..<(node + 1) * Self.states { arriving[place] = 0 }
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

  private mutating func push(
    _ scenario: PlanScenario, _ batch: BatchLoad?, _ place: Int, _ amount: Double,
    _ values: [Int], _ weight: Double, _ watch: (Arrival, inout Int) -> Void
  ) {
    let (index, split) = (place / Self.states, place & Self.isSplit)
    var state = place % Self.states & ~Self.isSplit
    let action = plan.nodes[index].action
    // Before the split one token stands for all cases of the batch.
    let cases = split != 0 ? amount : amount * (batch?.meanSize ?? 1)
    var arrival = Arrival(node: index, tokens: weight * amount, cases: weight * cases)
    if case .serve(let service) = action {
      let time = mix.meanMicros(index, service, values, scenario, batch, isSplit: split != 0)
      arrival.serviceMinutes =
        time * plan.pools[service.pool].meanFactor / Double(HallEngine.minute)
    }
    watch(arrival, &state)
    func send(_ edge: PlanEdge, _ amount: Double, _ split: Int) {
      let target = edge.target * Self.states + state + split
      arriving[target] += amount
    }
    switch action {
    case .end: break
    case .serve(let service): send(service.next, amount, split)
    case .delay(let delay): send(delay.next, amount, split)
    case .untilOpen(_, let edge): send(edge, amount, split)
    case .appointment(let appointment): send(appointment.next, amount, split)
    case .choose(.probability(let branches)):
      for branch in branches { send(branch.edge, amount * branch.probability, split) }
    case .choose(.attribute(let slot, let lists)):
      for (list, share) in mix.ways(lists, values[slot], slot, scenario) {
        for branch in list { send(branch.edge, amount * share * branch.probability, split) }
      }
    case .choose(.scripted(_, let edges)):
      // Scripts say which case goes where; the load of such a plan is not asked for.
      for edge in edges { send(edge, amount / Double(edges.count), split) }
    case .split(let edges):
      for edge in edges { send(edge, amount, split) }
    case .gather(_, let edge): send(edge, amount, split)
    case .first(let first):
      for (branch, share) in zip(first.branches, firstShares[index] ?? []) {
        send(branch.next, amount * share, split)
      }
    case .include(let inclusion):
      for (branch, share) in zip(inclusion.branches, mix.shares(of: inclusion, values, scenario)) {
        send(branch.edge, amount * share, split)
      }
    case .join(let join, let tokens, let edge):
      send(edge, amount / (meanTokens[join] ?? Double(tokens)), split)
    case .each(let edge): send(edge, cases, Self.isSplit)
    }
  }
}
