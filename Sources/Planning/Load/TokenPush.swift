// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// Pushes tokens through a compiled flow until what is left under way is negligible, which solves
/// the traffic equations v = e + Pᵀv (Jackson 1957) by their series.
///
/// A split sends one token to each branch, a join lets one go on for each full set. Attributes of
/// cases come in as ``CaseMix`` says. Whoever watches may keep a state of the applicant, from 0 to
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
  private var arriving: [Double]
  private var next: [Double]
  private var touched: Set<Int> = []

  private static let states = 8
  private static let isSplit = 4

  init(_ plan: EnginePlan) {
    self.plan = plan
    mix = CaseMix(plan: plan)
    arriving = Array(repeating: 0, count: plan.nodes.count * Self.states)
    next = arriving
  }

  /// Pushes one case of a scenario through its flow and shows each arrival with the state of the
  /// applicant, which may be changed.
  ///
  /// - Complexity: O(edges × steps of the longest way that still matters) for each combination of
  ///   attributes that steer the flow.
  mutating func run(_ scenario: PlanScenario, watch: (Arrival, inout Int) -> Void) {
    for (weight, values) in mix.combinations(of: scenario) {
      let batch = BatchLoad(scenario).flatMap {
        values[$0.slot] == BatchLoad.together ? $0 : nil
      }
      var active = [scenario.start * Self.states]
      arriving[active[0]] = 1 / (batch?.meanSize ?? 1)
      for _ in 0..<10_000 {
        touched = []
        var moved = 0.0
        for place in active {
          let amount = arriving[place]
          arriving[place] = 0
          guard amount > 1e-13 else { continue }
          moved += amount
          push(scenario, batch, place, amount, values, weight, watch)
        }
        swap(&arriving, &next)
        active = touched.sorted()
        if active.isEmpty || moved < 1e-12 { break }
      }
      for place in active { arriving[place] = 0 }
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
      let time = mix.meanMicros(service, values, scenario, batch, isSplit: split != 0)
      arrival.serviceMinutes =
        time * plan.pools[service.pool].meanFactor / Double(HallEngine.minute)
    }
    watch(arrival, &state)
    func send(_ edge: PlanEdge, _ amount: Double, _ split: Int) {
      let target = edge.target * Self.states + state + split
      next[target] += amount
      touched.insert(target)
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
    case .join(_, let tokens, let edge): send(edge, amount / Double(tokens), split)
    case .each(let edge): send(edge, cases, Self.isSplit)
    }
  }
}
