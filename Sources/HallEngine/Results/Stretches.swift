// SPDX-License-Identifier: Apache-2.0

/// Results of stretches of a run, as the difference of tallies noted at their two ends.
extension ReplicationResult {
  /// Returns what happened after an earlier look at the same run.
  ///
  /// A wait, a service or a case belongs to the stretch in which it is tallied: in which service
  /// starts, or in which the case ends. The largest values of tallies are those of the whole run so
  /// far. The balances are those of the whole run and are left to its result.
  ///
  /// - Complexity: O(pools + scenarios), each with the buckets of its histograms.
  func since(_ earlier: ReplicationResult) -> ReplicationResult {
    var stretch = self
    stretch.start = earlier.end
    stretch.events -= earlier.events
    stretch.created -= earlier.created
    stretch.ended = zip(ended, earlier.ended).map(-)
    stretch.insideArea -= earlier.insideArea
    stretch.pools = zip(pools, earlier.pools).map { $0.since($1) }
    stretch.scenarios = zip(scenarios, earlier.scenarios).map { $0.since($1) }
    return stretch
  }
}

extension WaitResult {
  func since(_ earlier: WaitResult) -> WaitResult {
    var waits = self
    waits.tally = tally.since(earlier.tally)
    waits.histogram = histogram.since(earlier.histogram)
    waits.within15 -= earlier.within15
    waits.within30 -= earlier.within30
    waits.within60 -= earlier.within60
    return waits
  }
}

extension PoolResult {
  func since(_ earlier: PoolResult) -> PoolResult {
    var pool = self
    pool.waits = waits.since(earlier.waits)
    pool.services -= earlier.services
    pool.balked -= earlier.balked
    pool.reneged -= earlier.reneged
    pool.absentCalls -= earlier.absentCalls
    pool.interruptions -= earlier.interruptions
    pool.lostWork -= earlier.lostWork
    pool.downArea -= earlier.downArea
    pool.queueArea -= earlier.queueArea
    pool.busyArea -= earlier.busyArea
    pool.capacityArea -= earlier.capacityArea
    pool.overtimeArea -= earlier.overtimeArea
    pool.absentArea -= earlier.absentArea
    pool.openedArea -= earlier.openedArea
    pool.bins = zip(bins, earlier.bins).map { now, before in
      var bin = now
      bin.busy -= before.busy
      bin.capacity -= before.capacity
      bin.waitSum -= before.waitSum
      bin.waitCount -= before.waitCount
      return bin
    }
    return pool
  }
}

extension ScenarioResult.Times {
  func since(_ earlier: Self) -> Self {
    var times = self
    times.tally = tally.since(earlier.tally)
    times.histogram = histogram.since(earlier.histogram)
    return times
  }
}

extension ScenarioResult {
  func since(_ earlier: ScenarioResult) -> ScenarioResult {
    var scenario = self
    scenario.created -= earlier.created
    scenario.ended = zip(ended, earlier.ended).map(-)
    scenario.cycle = cycle.since(earlier.cycle)
    scenario.gross = gross.since(earlier.gross)
    scenario.legal = legal.since(earlier.legal)
    scenario.net = net.since(earlier.net)
    scenario.hallTime = hallTime.since(earlier.hallTime)
    scenario.hallWait = hallWait.since(earlier.hallWait)
    scenario.touch = touch.since(earlier.touch)
    scenario.trips -= earlier.trips
    scenario.utilityTrips -= earlier.utilityTrips
    scenario.accepted -= earlier.accepted
    scenario.supplemented -= earlier.supplemented
    scenario.noticed -= earlier.noticed
    scenario.oneVisit -= earlier.oneVisit
    scenario.sameVisit -= earlier.sameVisit
    scenario.rating = rating.since(earlier.rating)
    scenario.judged -= earlier.judged
    scenario.onTime -= earlier.onTime
    return scenario
  }
}
