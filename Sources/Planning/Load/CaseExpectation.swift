// SPDX-License-Identifier: Apache-2.0

import HallEngine
package import TransferModel

/// What a case of a scenario costs on average by the graph alone, loops included and queues left
/// out: staff minutes, trips, notices, supplements.
///
/// Means over all cases that arrive, whatever becomes of them; the cases of a batch share its minutes
/// and each counts its trips, as a run does. A trip begins where the applicant comes to the hall from
/// outside; a door that is waited for does not end one. Nobody leaves a queue and no time limit
/// passes.
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
    var push = TokenPush(compiled.plan)
    for (index, scenario) in compiled.scenarios.enumerated()
    where compiled.configuration.flow(of: scenario)?.name == name {
      result[scenario.id] = CaseExpectation(compiled, scenario: index, &push)
    }
    return result
  }

  /// Where the applicant is, as bits of the state of a token.
  private enum Presence {
    static let inHall = 1
    static let isOver = 2
  }

  /// Pushes one case through the graph of a compiled scenario.
  private init(_ study: CompiledStudy, scenario index: Int, _ push: inout TokenPush) {
    configuration = study.configuration.id.value
    let plan = study.plan
    var totals = plan.nodes.map { _ in (visits: 0.0, minutes: 0.0, trips: 0.0) }
    // All that is asked for at each step; the whole plan would be copied each time.
    let marks = plan.nodes.map(\.marks)
    let staff = plan.nodes.map { node -> Double in
      guard case .serve(let service) = node.action else { return 0 }
      let holds = service.holds.filter { plan.pools[$0.pool].kind != .machine }
      return Double(holds.reduce(0) { $0 + $1.servers })
    }
    push.run(plan.scenarios[index]) { arrival, state in
      totals[arrival.node].visits += arrival.tokens
      switch marks[arrival.node].presence {
      case .unchanged, .pause: break
      case .away: state &= ~Presence.inHall
      case .inHall:
        if state == 0 { totals[arrival.node].trips += arrival.cases }
        state |= Presence.inHall
      }
      if marks[arrival.node].endsGross { state |= Presence.isOver }
      if let time = arrival.serviceMinutes {
        totals[arrival.node].minutes += arrival.tokens * time * staff[arrival.node]
      }
    }
    for (index, total) in totals.enumerated() where total.visits > 1e-12 {
      var part = Part(
        node: study.nodeNames[index].node, visits: total.visits, minutes: total.minutes,
        trips: total.trips)
      touchMinutes += total.minutes
      trips += total.trips
      switch plan.nodes[index].marks.counter {
      case .none: break
      case .notice: notices += total.visits
      case .supplement: supplements += total.visits
      case .utilityTrip:
        utilityTrips += total.visits
        part.trips += total.visits
      }
      parts.append(part)
    }
  }
}
