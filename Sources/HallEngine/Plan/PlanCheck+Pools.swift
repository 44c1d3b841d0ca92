// SPDX-License-Identifier: Apache-2.0

/// Checks of pools and of their people.
extension PlanCheck {
  mutating func checkPool(_ index: Int) {
    let pool = plan.pools[index]
    let place = "pools[\(index)]"
    require(pool.capacity.first?.time == 0, place, "has no capacity at 0")
    for (a, b) in zip(pool.capacity, pool.capacity.dropFirst()) {
      require(a.time < b.time, place, "has capacity edges out of order at \(b.time)")
    }
    require(
      pool.capacity.allSatisfy { (0...1_000_000).contains($0.capacity) }, place,
      "has a capacity outside 0...1000000")
    require(
      pool.pauseFactor.isFinite && pool.pauseFactor >= 0, place,
      "has the pause factor \(pool.pauseFactor)")
    require(
      (0...HallEngine.lastInstant).contains(pool.absentCallMicros), place,
      "has the absent call \(pool.absentCallMicros)")
    require(pool.forecastMicros >= 0, place, "has the forecast \(pool.forecastMicros)")
    require(
      (0...HallEngine.lastInstant).contains(pool.patienceCheckMicros), place,
      "has the patience check \(pool.patienceCheckMicros)")
    require(
      pool.groups.count <= PlanPool.maximumGroups, place, "has \(pool.groups.count) groups")
    require(
      pool.groups.allSatisfy {
        !$0.dailyFactors.isEmpty && $0.dailyFactors.allSatisfy { $0.isFinite && $0 > 0 }
      }, place, "has a group without a factor above 0")
    require(
      pool.meanFactor.isFinite && pool.meanFactor > 0, place,
      "has the mean factor \(pool.meanFactor)")
    if let reserve = pool.reserve {
      require(
        (1...1_000_000).contains(reserve.most) && isGroup(reserve.group, of: index)
          && 0 <= reserve.closeBelow && reserve.closeBelow < reserve.openAbove
          && (1...HallEngine.lastInstant).contains(reserve.dwell) && pool.forecastMicros > 0, place,
        "has a reserve of \(reserve.most) that could not open and close")
    }
    if let guarantee = pool.guarantee {
      require(
        (0...7).contains(guarantee.priority) && guarantee.everyNthCall >= 1, place,
        "guarantees class \(guarantee.priority) every \(guarantee.everyNthCall) calls")
      require(pool.usesPriority, place, "has a guarantee without priorities")
    }
  }

  mutating func checkRoster(_ index: Int) {
    let roster = plan.rosters[index]
    let place = "rosters[\(index)]"
    require(
      roster.pool.map(plan.pools.indices.contains) ?? true, place,
      "names pool \(roster.pool ?? -1)")
    require(
      roster.groups.allSatisfy { isGroup($0, of: roster.pool) }, place,
      "names a group that the pool does not have")
    require(
      roster.shifts.allSatisfy { (0...roster.groups.count).contains($0) }, place,
      "has a shift of more servers than the \(roster.groups.count) of the pool")
    require(
      roster.dayKinds.allSatisfy { $0.map(roster.days.indices.contains) ?? true }, place,
      "names a kind of day that does not exist")
    require(
      roster.closedKind.map(roster.days.indices.contains) ?? true, place,
      "names a kind of closed day that does not exist")
    require(roster.minimum >= 0, place, "has the minimum \(roster.minimum)")
    if let absence = roster.absence {
      require(
        absence.probability >= 0 && absence.probability < 1, place,
        "has the probability of absence \(absence.probability)")
    }
    for loan in roster.loans {
      require(
        plan.pools.indices.contains(loan.pool) && isGroup(loan.group, of: loan.pool), place,
        "lends to group \(loan.group) of pool \(loan.pool)")
      require(
        0 <= loan.start && loan.start < loan.end && loan.end <= HallEngine.day, place,
        "lends from \(loan.start) to \(loan.end)")
      require(loan.servers >= 0, place, "lends \(loan.servers)")
    }
    for day in roster.days {
      let hours = day.duties + day.breaks
      let stretches = day.openings.map { ($0.start, $0.end) } + hours.map { ($0.start, $0.end) }
      require(
        stretches.allSatisfy { 0 <= $0 && $0 < $1 && $1 <= HallEngine.day }, place,
        "has hours that end before they begin or lie outside their day")
      require(
        hours.allSatisfy {
          roster.shifts.indices.contains($0.shift) && $0.server >= 0
            && $0.server < roster.shifts[$0.shift]
        }, place, "has a duty of a server its shift does not have")
    }
  }

  /// Returns whether a pool has a group; pools without groups have group 0 only.
  private func isGroup(_ group: Int, of pool: Int?) -> Bool {
    guard let pool, plan.pools.indices.contains(pool) else { return true }
    return (0..<max(1, plan.pools[pool].groups.count)).contains(group)
  }
}
