// SPDX-License-Identifier: Apache-2.0

extension ReplicationState {
  /// Closes the integrals and returns what was measured.
  mutating func makeResult() -> ReplicationResult {
    let reachedHorizon = halt == .none && settings.horizon != HallEngine.never
    if reachedHorizon { now = max(now, min(settings.horizon, HallEngine.lastInstant)) }
    insideArea += Int128(inside) * Int128(now - insideSince)
    insideSince = now
    closePools()
    clippedSojourns += sojournsOfThoseInside()

    let pools = (0..<pools.count).map { poolResult($0) }
    var endedByOutcome: [Int] = []
    for outcome in 0..<ended.count { endedByOutcome.append(ended[outcome].pointee) }
    var result = ReplicationResult(
      stop: stopReason(reachedHorizon: reachedHorizon), start: windowStart, end: now,
      events: events, fingerprint: fingerprint, created: created, ended: endedByOutcome,
      inside: inside, insideMaximum: insideMaximum, insideArea: insideArea, pools: pools,
      scenarios: (0..<tallies.count).map { scenarioResult($0) }, hallWaits: WaitResult(),
      invariants: invariants(endedByOutcome.reduce(0, +)),
      record: recordsVisits ? takeRecord() : nil)
    addSamples(to: &result)
    addDisturbances(to: &result)
    return result
  }

  private func addSamples(to result: inout ReplicationResult) {
    result.insideAreas = insideAreas
    for snapshot in snapshots {
      for index in result.pools.indices {
        result.pools[index].queueMaximum = max(
          result.pools[index].queueMaximum, snapshot.pools[index].queueMaximum)
      }
    }
    result.stretches = zip(snapshots.dropFirst(), snapshots).map { $0.since($1) }
  }

  private func stopReason(reachedHorizon: Bool) -> StopReason {
    switch halt {
    case .none: reachedHorizon ? .horizon : .exhausted
    case .empty: .exhausted
    case .liveCases: .liveCaseLimit
    case .events: .eventLimit
    case .cancelled: .cancelled
    case .livelock: .livelock(trace)
    }
  }

  private mutating func closePools() {
    for index in 0..<pools.count {
      accrue(index)
      flush(index)
      let pool = pools[index]
      for ring in 0..<PoolState.ringCount {
        rings[index * PoolState.ringCount + ring].pointee.forEach { entry in
          if entry.isAbsent { return }
          pool.pointee.clippedWaits += Int128(now - max(entry.enqueued, windowStart))
        }
      }
      if interruptions.count > 0 {
        addOpenWaits(index)
        countServersDown(index)
      }
      // A room task waits for several pools, but only in the queue of the first.
      roomRings[index].pointee.forEach { entry in
        guard nodes[entry.node].pointee.index == Int32(index) else { return }
        pool.pointee.clippedWaits += Int128(now - max(entry.enqueued, windowStart))
      }
    }
    // What lies behind the end of the run was counted at the starts.
    forEachServiceInProgress { pool, servers, end, state in
      state.pools[pool].pointee.clippedServices -= servers * Int128(end - state.now)
    }
  }

  private func sojournsOfThoseInside() -> Int128 {
    var isFree = [Bool](repeating: false, count: slotCount)
    for index in 0..<freeSlots.count { isFree[Int(freeSlots.base[index])] = true }
    var sum: Int128 = 0
    for slot in 0..<slotCount where !isFree[slot] {
      sum += Int128(now - max(cases[slot].created, windowStart))
    }
    return sum
  }

  private func invariants(_ endedCount: Int) -> Invariants {
    var queues: [Int128] = []
    var services: [Int128] = []
    for index in 0..<pools.count {
      let pool = pools[index]
      queues.append(pool.pointee.queueTotal - pool.pointee.clippedWaits)
      services.append(pool.pointee.busyTotal - pool.pointee.clippedServices)
    }
    return Invariants(
      caseBalance: created - endedCount - inside, sojournBalance: insideArea - clippedSojourns,
      queueBalances: queues, busyBalances: services)
  }

  func poolResult(_ index: Int) -> PoolResult {
    let pool = pools[index]
    var result = PoolResult()
    let zeros = pool.pointee.zeroWaits
    result.waits.tally = pool.pointee.waits
    result.waits.tally.addZeros(zeros)
    result.waits.histogram = LogHistogram(
      zeros: zeros, buckets: poolBuckets.base + index * LogHistogram.bucketCount)
    result.waits.within15 = pool.pointee.within15 + zeros
    result.waits.within30 = pool.pointee.within30 + zeros
    result.waits.within60 = pool.pointee.within60 + zeros
    result.services = pool.pointee.services
    result.balked = pool.pointee.balked
    result.reneged = pool.pointee.reneged
    result.absentCalls = pool.pointee.absentCalls
    result.queueMaximum = Int(pool.pointee.queueMaximum)
    result.queueAtEnd = Int(pool.pointee.waiting)
    result.queueArea = pool.pointee.queueTotal
    result.busyArea = pool.pointee.busyTotal
    result.capacityArea = pool.pointee.capacityTotal
    result.overtimeArea = pool.pointee.overtimeTotal
    result.absentArea = pool.pointee.absentTotal
    result.openedArea = pool.pointee.openedTotal
    if interruptions.count > 0 {
      result.interruptions = interruptions[index].pointee.interruptions
      result.lostWork = interruptions[index].pointee.lost
      result.downArea = interruptions[index].pointee.downArea
    }
    for bin in 0..<48 {
      let sums = bins[index * 48 + bin].pointee
      var half = HalfHour()
      half.busy = sums.busy
      half.capacity = sums.capacity
      half.waitSum = sums.waitSum
      half.waitCount = sums.waitCount
      result.bins.append(half)
    }
    return result
  }

  func scenarioResult(_ index: Int) -> ScenarioResult {
    let row = tallies[index].pointee
    var result = ScenarioResult()
    result.created = row.created
    result.ended = row.endedByOutcome
    result.cycle = times(row, row.cycle, .cycle, row.zeros.0)
    result.gross = grossIsCycle ? result.cycle : times(row, row.gross, .gross, row.zeros.1)
    result.legal = times(row, row.legal, .legal, row.zeros.2)
    result.net = times(row, row.net, .net, row.zeros.3)
    result.hallTime = times(row, row.hall, .hall, row.zeros.4)
    result.hallWait = row.hallWait
    result.touch = row.touch
    result.trips = row.trips
    result.utilityTrips = row.utilityTrips
    result.accepted = row.accepted
    result.supplemented = row.supplemented
    result.noticed = row.noticed
    result.oneVisit = row.oneVisit
    result.sameVisit = row.sameVisit
    result.rating = row.rating
    result.judged = row.judged
    result.onTime = row.onTime
    return result
  }

  private func times(
    _ row: ScenarioState, _ tally: Tally, _ clock: ScenarioState.Clock, _ zeros: Int
  ) -> ScenarioResult.Times {
    var times = ScenarioResult.Times()
    times.tally = tally
    if let histograms = row.histograms {
      times.histogram = LogHistogram(
        zeros: zeros, buckets: histograms + clock.rawValue * LogHistogram.bucketCount)
    }
    return times
  }
}

extension Replication {
  /// Runs one replication of a plan.
  ///
  /// The result is a pure function of the plan and the settings: the same bytes on every machine
  /// and thread. A plan or settings with faults are not run; the result then says
  /// ``StopReason/badPlan(_:)``.
  package func run(_ plan: EnginePlan) -> ReplicationResult {
    let problems = plan.validate() + validate()
    guard problems.isEmpty else { return .refused(problems) }
    var state = ReplicationState(plan, self)
    state.run()
    var result = state.makeResult()
    result.invariants.assertHold(seed: seed, replication: index)
    result.mergeHallWaits(plan)
    for index in result.stretches.indices { result.stretches[index].mergeHallWaits(plan) }
    return result
  }
}

extension ReplicationResult {
  fileprivate mutating func mergeHallWaits(_ plan: EnginePlan) {
    for (index, pool) in plan.pools.enumerated() where pool.kind == .window {
      hallWaits.merge(pools[index].waits)
    }
  }

  /// The result of a run that was not started.
  static func refused(_ problems: [PlanProblem]) -> ReplicationResult {
    ReplicationResult(
      stop: .badPlan(problems), start: 0, end: 0, events: 0, fingerprint: 0, created: 0,
      ended: [Int](repeating: 0, count: Outcome.allCases.count), inside: 0, insideMaximum: 0,
      insideArea: 0, pools: [], scenarios: [], hallWaits: WaitResult(),
      invariants: Invariants(
        caseBalance: 0, sojournBalance: 0, queueBalances: [], busyBalances: []),
      record: nil)
  }
}
