// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// The load that arrives at a pool, before any waiting.
package struct OfferedLoad: Sendable, Hashable {
  /// Mean busy servers needed during opening hours, at the usable share of the time.
  package var erlangs: Double
  /// Mean servers on duty during opening hours of the main shift.
  package var servers: Double
  /// Visits per case and day: cases per day of demand factor 1 that come to the pool.
  package var visitsPerDay: Double

  /// Load per server; 1 and above cannot be sustained.
  package var ratio: Double { servers > 0 ? erlangs / servers : erlangs > 0 ? .infinity : 0 }
}

/// Mean visits of every node per case, and from them the load of every pool.
///
/// Visits solve v = e + Pᵀv (traffic equations, Jackson 1957), node by node along the compiled
/// flow; a split sends one token to each branch, a join lets one go on for each full set. Attributes
/// of cases come in as ``CaseMix`` says.
///
/// Cases are what is counted: a case of a batch of n brings 1/n of a visit up to the node that
/// splits the batch, where sizes weigh as often as they arrive, and a whole one behind it, where a
/// size weighs as many times more as it has cases.
struct TrafficEquations {
  let plan: EnginePlan
  let pools: [Pool]
  let demand: DemandCompiler
  let calendar: CalendarCompiler
  let configuration: String

  private var mix: CaseMix { CaseMix(plan: plan) }

  /// Returns the load of every pool of the plan.
  func loads() -> [OfferedLoad] {
    var minutes = [Double](repeating: 0, count: pools.count)
    var visits = [Double](repeating: 0, count: pools.count)
    for (index, scenario) in plan.scenarios.enumerated() {
      let perDay = demand.casesPerOpenDay(of: index)
      guard perDay > 0 else { continue }
      for (weight, values) in mix.combinations(of: scenario) {
        add(scenario, values, cases: perDay * weight, &minutes, &visits)
      }
    }
    return pools.indices.map { index in
      let open = calendar.openMinutesPerDay(of: pools[index])
      let servers = calendar.serverMinutesPerDay(of: pools[index], in: configuration) / open
      return OfferedLoad(
        erlangs: minutes[index] / (open * pools[index].usableShare), servers: servers,
        visitsPerDay: visits[index])
    }
  }

  private func add(
    _ scenario: PlanScenario, _ values: [Int], cases: Double, _ minutes: inout [Double],
    _ visits: inout [Double]
  ) {
    // Tokens are pushed through the graph until what is left under way is negligible.
    // The second half is for cases behind the node that splits their batch.
    var arriving = [Double](repeating: 0, count: 2 * plan.nodes.count)
    var next = arriving
    let batch = BatchLoad(scenario).flatMap {
      values[$0.slot] == BatchLoad.together ? $0 : nil
    }
    arriving[scenario.start] = 1 / (batch?.meanSize ?? 1)
    var active = [scenario.start]
    for _ in 0..<10_000 {
      var touched: Set<Int> = []
      var moved = 0.0
      for node in active {
        let amount = arriving[node]
        arriving[node] = 0
        guard amount > 1e-13 else { continue }
        moved += amount
        push(scenario, batch, node, amount, values, cases, &next, &touched, &minutes, &visits)
      }
      swap(&arriving, &next)
      active = touched.sorted()
      if active.isEmpty || moved < 1e-12 { return }
    }
  }

  private func push(
    _ scenario: PlanScenario, _ batch: BatchLoad?, _ place: Int, _ amount: Double, _ values: [Int],
    _ cases: Double,
    _ next: inout [Double],
    _ touched: inout Set<Int>, _ minutes: inout [Double], _ visits: inout [Double]
  ) {
    let count = plan.nodes.count
    let isSplit = place >= count
    func send(_ edge: PlanEdge, _ amount: Double, splits: Bool = false) {
      let target = edge.target + (isSplit || splits ? count : 0)
      next[target] += amount
      touched.insert(target)
    }
    switch plan.nodes[place % count].action {
    case .end: break
    case .serve(let service):
      let time = mix.meanMicros(service, values, scenario, batch, isSplit: isSplit)
      minutes[service.pool] += cases * amount * time / Double(HallEngine.minute)
      visits[service.pool] += cases * amount
      send(service.next, amount)
    case .delay(let delay): send(delay.next, amount)
    case .untilOpen(_, let edge): send(edge, amount)
    case .appointment(let appointment): send(appointment.next, amount)
    case .choose(.probability(let branches)):
      for branch in branches { send(branch.edge, amount * branch.probability) }
    case .choose(.attribute(let slot, let lists)):
      for (list, share) in mix.ways(lists, values[slot], slot, scenario) {
        for branch in list { send(branch.edge, amount * share * branch.probability) }
      }
    case .choose(.scripted(_, let edges)):
      // Scripts say which case goes where; the load of such a plan is not asked for.
      for edge in edges { send(edge, amount / Double(edges.count)) }
    case .split(let edges):
      for edge in edges { send(edge, amount) }
    case .join(_, let tokens, let edge): send(edge, amount / Double(tokens))
    case .each(let edge):
      send(edge, isSplit ? amount : amount * (batch?.meanSize ?? 1), splits: true)
    }
  }
}
