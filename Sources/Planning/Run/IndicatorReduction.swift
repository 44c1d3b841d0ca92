// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// The service indicators of the hall over all its scenarios, from the tallies of a replication.
extension MetricsReduction {
  /// Rates over cases, productivity and flow efficiency of the hall.
  var indicators: ReplicationMetrics.Values {
    let scenarios = result.scenarios
    func sum(_ count: (ScenarioResult) -> Int) -> Int { scenarios.reduce(0) { $0 + count($1) } }
    let done = sum { $0.ended[0] }
    var touch = Tally()
    var gross = Tally()
    for scenario in scenarios {
      touch.merge(scenario.touch)
      gross.merge(scenario.gross.tally)
    }
    // Who does not wait for a desk behind the counter has not left a line of the hall.
    let left = result.pools.indices.reduce(0) { sum, index in
      study.plan.pools[index].kind == .backOffice
        ? sum : sum + result.pools[index].balked + result.pools[index].reneged
    }
    return [
      .sameVisitRate: ratio(sum(\.sameVisit), done),
      .supplementRate: ratio(sum(\.supplemented), sum(\.accepted)),
      .abandonmentRate: ratio(left, sum(\.created)),
      .touchMinutes: (touch.mean ?? .nan) / Double(HallEngine.minute),
      .flowEfficiency: flowEfficiency(touch, gross),
      .casesPerWindowDay: Double(done) / serverDays { $0 == .window },
      .casesPerStaffDay: Double(done) / serverDays { $0 != .machine },
    ]
  }

  /// Staff time over gross time, both in minutes of the working day.
  func flowEfficiency(_ touch: Tally, _ gross: Tally) -> Double {
    guard let staff = touch.mean, let whole = gross.mean, whole > 0 else { return .nan }
    return staff / whole
  }

  /// Working days for which servers of some kinds were on duty; not a number where nobody was.
  private func serverDays(_ isMeant: (PlanPool.Kind) -> Bool) -> Double {
    let area = study.plan.pools.indices.reduce(0.0) { sum, index in
      isMeant(study.plan.pools[index].kind)
        ? sum + Double(result.pools[index].capacityArea) : sum
    }
    return area > 0 ? area / Double(study.workingDay) : .nan
  }
}
