// SPDX-License-Identifier: Apache-2.0

import HallEngine
package import TransferModel

/// What a case of a scenario costs on average by the graph alone, loops included and queues left
/// out: staff minutes, trips, notices, supplements.
///
/// Means over all cases that arrive, whatever becomes of them; the cases of a batch share its minutes
/// and each counts its trips, as a run does. A trip begins where the applicant
/// comes to the hall from outside; a door that is waited for does not end one. Nobody leaves a queue
/// and no time limit passes.
package struct CaseExpectation: Sendable {
  /// What one node adds.
  package struct Part: Sendable, Hashable {
    /// The node.
    package var node: String
    /// Visits per case.
    package var visits: Double
    /// Staff minutes per case.
    package var minutes: Double
    /// Trips per case that begin here, and trips to utility companies.
    package var trips: Double
  }

  /// The configuration whose channels were taken.
  package var configuration: String
  /// Staff minutes per case; machines are not staff.
  package var touchMinutes = 0.0
  /// Trips to the hall per case, up to the result in hand.
  package var trips = 0.0
  /// Trips to utility companies per case.
  package var utilityTrips = 0.0
  /// One-time notices per case.
  package var notices = 0.0
  /// Supplements per case.
  package var supplements = 0.0
  /// The nodes that are visited, in reading order.
  package var parts: [Part] = []

  /// Returns the expectations of every scenario that follows a flow, by scenario id.
  ///
  /// Channels come in shares by configuration. Those of the configuration are taken in which most
  /// scenarios follow the flow, of several the first.
  ///
  /// - Throws: ``CompileError`` where that configuration cannot be compiled.
  package static func all(
    _ valid: ValidPack, flow name: String
  ) throws(CompileError) -> [String: CaseExpectation] {
    let pack = valid.pack
    let counted = pack.hall.configurations.map { configuration in
      (
        configuration.id.value,
        pack.scenarios.count { configuration.flow(of: $0)?.name == name }
      )
    }
    guard let most = counted.map(\.1).max(), most > 0,
      let chosen = counted.first(where: { $0.1 == most })?.0
    else { return [:] }
    let study = pack.hall.study
    let compiled = try PlanCompiler.compile(
      valid, configuration: chosen,
      period: StudyPeriod(from: study.from, end: .workingDays(study.days), warmUpDays: 0))
    var result: [String: CaseExpectation] = [:]
    for (index, scenario) in compiled.scenarios.enumerated()
    where compiled.configuration.flow(of: scenario)?.name == name {
      result[scenario.id] = CaseExpectation(compiled, scenario: index)
    }
    return result
  }

  /// Pushes one case through the graph of a compiled scenario.
  init(_ study: CompiledStudy, scenario index: Int) {
    configuration = study.configuration.id.value
    let scenario = study.plan.scenarios[index]
    var push = PresencePush(plan: study.plan)
    for (weight, values) in push.mix.combinations(of: scenario) {
      push.run(scenario, weight: weight, values: values)
    }
    for (node, totals) in push.totals.enumerated() where totals.visits > 1e-12 {
      touchMinutes += totals.minutes
      trips += totals.trips
      let amount = totals.visits
      var tripsHere = totals.trips
      switch study.plan.nodes[node].marks.counter {
      case .none: break
      case .notice: notices += amount
      case .supplement: supplements += amount
      case .utilityTrip:
        utilityTrips += amount
        tripsHere += amount
      }
      parts.append(
        Part(
          node: study.nodeNames[node].node, visits: amount, minutes: totals.minutes,
          trips: tripsHere))
    }
  }
}

/// Traffic equations over pairs of a node and where the applicant is (Jackson 1957, on the product
/// of the flow with the states "away", "in the hall", "result in hand" and "batch split").
private struct PresencePush {
  let plan: EnginePlan
  var totals: [(visits: Double, minutes: Double, trips: Double)]
  private var arriving: [Double]
  private var next: [Double]
  private var active: [Int] = []
  private var touched: Set<Int> = []

  private static let states = 8
  private static let inHall = 1
  private static let isOver = 2
  private static let isSplit = 4

  var mix: CaseMix { CaseMix(plan: plan) }

  init(plan: EnginePlan) {
    self.plan = plan
    totals = Array(repeating: (0, 0, 0), count: plan.nodes.count)
    arriving = Array(repeating: 0, count: plan.nodes.count * Self.states)
    next = arriving
  }

  /// Adds a case of a weight; stops when what is left under way is negligible.
  mutating func run(_ scenario: PlanScenario, weight: Double, values: [Int]) {
    let batch = BatchLoad(scenario).flatMap {
      values[$0.slot] == BatchLoad.together ? $0 : nil
    }
    active = [scenario.start * Self.states]
    arriving[active[0]] = weight / (batch?.meanSize ?? 1)
    for _ in 0..<10_000 {
      touched = []
      var moved = 0.0
      for position in active {
        let amount = arriving[position]
        arriving[position] = 0
        guard amount > 1e-13 else { continue }
        moved += amount
        push(scenario, batch, position, amount, values)
      }
      swap(&arriving, &next)
      active = touched.sorted()
      if active.isEmpty || moved < 1e-12 { break }
    }
    for position in active { arriving[position] = 0 }
  }

  private mutating func push(
    _ scenario: PlanScenario, _ batch: BatchLoad?, _ position: Int, _ amount: Double,
    _ values: [Int]
  ) {
    let index = position / Self.states
    var state = position % Self.states
    let node = plan.nodes[index]
    let isSplit = state & Self.isSplit != 0
    // Before the split one token stands for all cases of the batch.
    let cases = isSplit ? amount : amount * (batch?.meanSize ?? 1)
    totals[index].visits += amount
    switch node.marks.presence {
    case .unchanged, .pause: break
    case .away: state &= ~Self.inHall
    case .inHall:
      if state & (Self.inHall | Self.isOver) == 0 { totals[index].trips += cases }
      state |= Self.inHall
    }
    if node.marks.endsGross { state |= Self.isOver }
    func send(_ edge: PlanEdge, _ amount: Double) {
      let target = edge.target * Self.states + state
      next[target] += amount
      touched.insert(target)
    }
    switch node.action {
    case .end: break
    case .serve(let service):
      if plan.pools[service.pool].kind != .machine {
        let time = mix.meanMicros(service, values, scenario, batch, isSplit: isSplit)
        totals[index].minutes += amount * time / Double(HallEngine.minute)
      }
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
      // As in the traffic equations: scripts are not asked for a load.
      for edge in edges { send(edge, amount / Double(edges.count)) }
    case .split(let edges):
      for edge in edges { send(edge, amount) }
    case .join(_, let tokens, let edge): send(edge, amount / Double(tokens))
    case .each(let edge):
      state |= Self.isSplit
      send(edge, cases)
    }
  }
}
