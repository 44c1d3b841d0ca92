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
/// flow; a split sends one token to each branch, a join lets one go on for each full set. Case
/// attributes that steer the flow are enumerated jointly, so that two gateways on one attribute
/// agree, up to 4,096 combinations. Attributes that only change times are independent of the way
/// and of each other, and a task is changed by each but once, so that their mean factor and mean
/// addend give the exact mean.
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

  /// Returns the load of every pool of the plan.
  func loads() -> [OfferedLoad] {
    var minutes = [Double](repeating: 0, count: pools.count)
    var visits = [Double](repeating: 0, count: pools.count)
    for (index, scenario) in plan.scenarios.enumerated() {
      let perDay = demand.casesPerOpenDay(of: index)
      guard perDay > 0 else { continue }
      for (weight, values) in combinations(of: scenario) {
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

  /// In the place of an attribute's value: its mean effect counts.
  private static let averaged = -1

  /// The slots by which some gateway chooses.
  private var steering: Set<Int> {
    Set(
      plan.nodes.compactMap { node in
        if case .choose(.attribute(let slot, _)) = node.action { slot } else { nil }
      })
  }

  /// The attribute values a case can have, with their probabilities; slots not drawn hold 0.
  private func combinations(of scenario: PlanScenario) -> [(weight: Double, values: [Int])] {
    var result: [(weight: Double, values: [Int])] = [(1, [Int](repeating: 0, count: 8))]
    let steering = steering
    if let batch = BatchLoad(scenario) {
      var together = result[0].values
      together[batch.slot] = BatchLoad.together
      result = [(1 - batch.share, result[0].values), (batch.share, together)]
    }
    for attribute in scenario.attributes {
      let total = attribute.weights.reduce(0, +)
      guard total > 0, attribute.slot != scenario.batch?.slot else { continue }
      guard steering.contains(attribute.slot), result.count * attribute.weights.count <= 4096
      else {
        for index in result.indices { result[index].values[attribute.slot] = Self.averaged }
        continue
      }
      result = result.flatMap { base in
        attribute.weights.enumerated().filter { $0.element > 0 }.map { value, weight in
          var values = base.values
          values[attribute.slot] = value
          return (base.weight * weight / total, values)
        }
      }
    }
    return result
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

  /// The factor and the addend of an adjustment for a value, or on the average.
  private func change(
    _ adjustment: PlanAdjustment, _ value: Int, _ scenario: PlanScenario, _ batch: BatchLoad?,
    isSplit: Bool
  ) -> PlanAdjustment.Entry {
    if let batch, batch.slot == adjustment.slot {
      return Self.mean(adjustment, isSplit ? batch.byCase : batch.byArrival)
    }
    if adjustment.entries.indices.contains(value) { return adjustment.entries[value] }
    guard value == Self.averaged,
      let weights = scenario.attributes.last(where: { $0.slot == adjustment.slot })?.weights
    else { return PlanAdjustment.Entry() }
    return Self.mean(adjustment, weights)
  }

  private static func mean(_ adjustment: PlanAdjustment, _ weights: [Double])
    -> PlanAdjustment.Entry
  {
    let total = weights.reduce(0, +)
    var mean = PlanAdjustment.Entry(factor: 0, addMicros: 0)
    for (value, weight) in weights.enumerated() {
      let entry =
        value < adjustment.entries.count ? adjustment.entries[value] : PlanAdjustment.Entry()
      mean.factor += weight / total * entry.factor
      mean.addMicros += weight / total * entry.addMicros
    }
    return mean
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
      var time = service.time.mean * service.factor
      for adjustment in service.adjustments {
        let change = change(
          adjustment, values[adjustment.slot], scenario, batch, isSplit: isSplit)
        time = time * change.factor + change.addMicros
      }
      minutes[service.pool] += cases * amount * time / Double(HallEngine.minute)
      visits[service.pool] += cases * amount
      send(service.next, amount)
    case .delay(let delay): send(delay.next, amount)
    case .untilOpen(_, let edge): send(edge, amount)
    case .appointment(let appointment): send(appointment.next, amount)
    case .choose(.probability(let branches)):
      for branch in branches { send(branch.edge, amount * branch.probability) }
    case .choose(.attribute(let slot, let lists)):
      for (list, share) in ways(lists, values[slot], slot, scenario) {
        for branch in list { send(branch.edge, amount * share * branch.probability) }
      }
    case .split(let edges):
      for edge in edges { send(edge, amount) }
    case .join(_, let tokens, let edge): send(edge, amount / Double(tokens))
    case .each(let edge):
      send(edge, isSplit ? amount : amount * (batch?.meanSize ?? 1), splits: true)
    }
  }

  /// The branches of a choice by attribute with the shares of the cases that take them.
  private func ways(
    _ lists: [[PlanBranch]], _ value: Int, _ slot: Int, _ scenario: PlanScenario
  ) -> [(list: [PlanBranch], share: Double)] {
    guard let last = lists.last else { return [] }
    guard value == Self.averaged,
      let weights = scenario.attributes.last(where: { $0.slot == slot })?.weights
    else { return [(lists.indices.contains(value) ? lists[value] : last, 1)] }
    let total = weights.reduce(0, +)
    return weights.enumerated().map { value, weight in
      (lists.indices.contains(value) ? lists[value] : last, weight / total)
    }
  }
}
