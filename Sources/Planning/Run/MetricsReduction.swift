// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Reduces the result of a replication to the numbers that estimates are made of.
struct MetricsReduction {
  let study: CompiledStudy
  let result: ReplicationResult

  private static let minute = Double(HallEngine.minute)

  func ratio(_ part: Int, _ whole: Int) -> Double {
    whole > 0 ? Double(part) / Double(whole) : .nan
  }

  /// Working days of the window, at least a fraction of one.
  private var windowDays: Double {
    if study.plan.clock.isContinuous {
      return max(1e-9, Double(result.duration) / Double(HallEngine.day))
    }
    let worked = study.plan.clock.workingMicros(from: result.start, to: result.end)
    return max(1e-9, Double(worked) / Double(study.workingDay))
  }

  /// Returns the numbers.
  func metrics() -> ReplicationMetrics {
    var hall = waits(result.hallWaits)
    let scenarios = result.scenarios
    func sum(_ count: (ScenarioResult) -> Int) -> Int { scenarios.reduce(0) { $0 + count($1) } }
    let ended = sum(\.finished)
    hall[.arrivals] = Double(sum(\.created))
    for (name, index) in Self.outcomes {
      hall[name] = Double(sum { $0.ended[index] })
    }
    hall[.inside] = Double(result.inside)
    hall[.meanInside] = result.meanInside ?? .nan
    let done = sum { $0.ended[0] }
    hall[.trips] = ratio(sum(\.trips), done)
    hall[.utilityTrips] = ratio(sum(\.utilityTrips), done)
    hall[.firstPassRate] = ratio(ended - sum(\.noticed), ended)
    hall[.oneVisitRate] = ratio(sum(\.oneVisit), done)
    hall[.onTimeRate] = ratio(sum(\.onTime), sum(\.judged))
    hall.merge(indicators) { $1 }
    hall.merge(rating(scenarios.map(\.rating))) { $1 }
    hall.merge(disturbances) { $1 }
    let overtime = result.pools.reduce(0.0) { $0 + Double($1.overtimeArea) }
    hall[.overtimeMinutesPerDay] = overtime / Self.minute / windowDays
    var cycle = Tally()
    for scenario in scenarios { cycle.merge(scenario.cycle.tally) }
    hall[.cycleMinutes] = (cycle.mean ?? .nan) / Self.minute
    let little = littlesLaw
    var metrics = ReplicationMetrics(
      hall: hall, pools: result.pools.indices.map { pool($0) },
      halfHours: result.pools.indices.map { halfHours($0) },
      scenarios: scenarios.map { self.scenario($0) }, serviceMinutes: serviceMinutes,
      problem: problem,
      invariantsHold: result.invariants.hold, littlesLaw: little, events: result.events,
      created: result.created, fingerprint: result.fingerprint)
    metrics.outageMinutes = result.downTimes.map { Double($0) / Self.minute }
    return metrics
  }

  /// Closed days and the time some system was down, all outages together; nothing where the plan has
  /// neither.
  private var disturbances: ReplicationMetrics.Values {
    guard study.plan.disturbances != nil else { return [:] }
    return [
      .closedDays: Double(result.closedDays),
      .outageMinutes: Double(result.downTimes.reduce(0, +)) / Self.minute,
    ]
  }

  private static let outcomes: [(MetricName, Int)] = [
    (.finished, 0), (.refused, 1), (.withdrawn, 2), (.lapsed, 3), (.dispute, 4), (.lost, 5),
    (.abandoned, 6),
  ]

  private func waits(_ waits: WaitResult) -> ReplicationMetrics.Values {
    let count = waits.tally.count
    return [
      .waitMinutes: (waits.tally.mean ?? .nan) / Self.minute,
      .waitP50: (waits.histogram.quantile(0.5) ?? .nan) / Self.minute,
      .waitP90: (waits.histogram.quantile(0.9) ?? .nan) / Self.minute,
      .waitP95: (waits.histogram.quantile(0.95) ?? .nan) / Self.minute,
      .within15: ratio(waits.within15, count), .within30: ratio(waits.within30, count),
      .within60: ratio(waits.within60, count),
      .waitProbability: ratio(count - waits.histogram.zeros, count),
    ]
  }

  /// Mean service times by node from the recorded visits.
  private var serviceMinutes: [Double] {
    guard let record = result.record else { return [] }
    var sums = [Int64](repeating: 0, count: study.nodeNames.count)
    var counts = [Int](repeating: 0, count: study.nodeNames.count)
    record.visits.forEach { visit in
      guard visit.course == .served, visit.started >= result.start else { return }
      sums[Int(visit.node)] += visit.ended - visit.started
      counts[Int(visit.node)] += 1
    }
    // Between two stretches of a service nobody serves.
    for stretch in record.stretches where stretch.goesOn {
      let visit = record.visits[stretch.visit]
      if visit.started >= result.start {
        sums[Int(visit.node)] -= stretch.started - stretch.since
      }
    }
    return zip(sums, counts).map { sum, count in
      count > 0 ? Double(sum) / Double(count) / Self.minute : .nan
    }
  }

  private func pool(_ index: Int) -> ReplicationMetrics.Values {
    let pool = result.pools[index]
    let usable = study.pools[index].usableShare
    let duration = Double(max(1, result.duration))
    var values = waits(pool.waits)
    values[.utilisation] =
      pool.capacityArea > 0
      ? Double(pool.busyArea) / (Double(pool.capacityArea) * usable) : .nan
    values[.busyServers] = Double(pool.busyArea) / duration
    values[.queueLength] = Double(pool.queueArea) / duration
    values[.queueMaximum] = Double(pool.queueMaximum)
    values[.services] = Double(pool.services)
    values[.balked] = Double(pool.balked)
    values[.reneged] = Double(pool.reneged)
    if study.plan.pools[index].absentCallMicros > 0 {
      values[.absentCalls] = Double(pool.absentCalls)
    }
    if study.plan.pools[index].interruptsServices {
      values[.interruptions] = Double(pool.interruptions)
      values[.lostMinutes] = Double(pool.lostWork) / Self.minute
      values[.downServers] = workingDays(pool.downArea) / windowDays
    }
    values[.overtimeMinutesPerDay] = Double(pool.overtimeArea) / Self.minute / windowDays
    values[.absentServers] = workingDays(pool.absentArea) / windowDays
    values[.openedWindows] = workingDays(pool.openedArea) / windowDays
    return values
  }

  /// Time in microseconds as working days.
  private func workingDays(_ area: Int128) -> Double { Double(area) / Double(study.workingDay) }

  private func halfHours(_ index: Int) -> [HalfHourMetrics] {
    let usable = study.pools[index].usableShare
    return result.pools[index].bins.map { bin in
      HalfHourMetrics(
        utilisation: bin.capacity > 0
          ? Double(bin.busy) / (Double(bin.capacity) * usable) : .nan,
        waitMinutes: bin.waitCount > 0
          ? Double(bin.waitSum) / Double(bin.waitCount) / Self.minute : .nan)
    }
  }

  private func scenario(_ scenario: ScenarioResult) -> ReplicationMetrics.Values {
    let day = Double(study.workingDay)
    let ended = scenario.finished
    func days(_ times: ScenarioResult.Times) -> Double { (times.tally.mean ?? .nan) / day }
    func days(_ times: ScenarioResult.Times, _ p: Double) -> Double {
      (times.histogram.quantile(p) ?? .nan) / day
    }
    var values: ReplicationMetrics.Values = [
      .arrivals: Double(scenario.created), .gross: days(scenario.gross),
      .grossP50: days(scenario.gross, 0.5), .grossP90: days(scenario.gross, 0.9),
      .grossP95: days(scenario.gross, 0.95), .legal: days(scenario.legal),
      .legalP90: days(scenario.legal, 0.9), .net: days(scenario.net),
      .netP90: days(scenario.net, 0.9),
      .hallMinutes: (scenario.hallTime.tally.mean ?? .nan) / Self.minute,
      .hallMinutesP90: (scenario.hallTime.histogram.quantile(0.9) ?? .nan) / Self.minute,
      .touchMinutes: (scenario.touch.mean ?? .nan) / Self.minute,
      .hallWaitMinutes: (scenario.hallWait.mean ?? .nan) / Self.minute,
      .cycleMinutes: (scenario.cycle.tally.mean ?? .nan) / Self.minute,
      .trips: ratio(scenario.trips, scenario.ended[0]),
      .utilityTrips: ratio(scenario.utilityTrips, scenario.ended[0]),
      .onTimeRate: ratio(scenario.onTime, scenario.judged),
      .supplementRate: ratio(scenario.supplemented, scenario.accepted),
      .firstPassRate: ratio(ended - scenario.noticed, ended),
      .oneVisitRate: ratio(scenario.oneVisit, scenario.ended[0]),
      .sameVisitRate: ratio(scenario.sameVisit, scenario.ended[0]),
      .flowEfficiency: flowEfficiency(scenario.touch, scenario.gross.tally),
    ]
    for (name, index) in Self.outcomes { values[name] = Double(scenario.ended[index]) }
    values.merge(rating([scenario.rating])) { $1 }
    return values
  }

  /// |L − λW| / L over the window, with stays clipped to it; 0 when nobody was inside.
  private var littlesLaw: Double {
    let inside = Double(result.insideArea)
    guard inside > 0 else { return 0 }
    return abs(Double(result.invariants.sojournBalance)) / inside
  }

  private var problem: String? {
    switch result.stop {
    case .horizon: return nil
    case .exhausted:
      guard result.inside > 0 else { return nil }
      return "\(result.inside) cases wait for something that never comes"
    case .liveCaseLimit:
      return "stopped at the limit of \(result.insideMaximum) live cases; the hall cannot keep up"
    case .eventLimit: return "stopped at the limit of \(result.events) events"
    case .cancelled: return "cancelled"
    case .livelock(let steps):
      let trail = steps.suffix(6).map { step in
        study.nodeNames.indices.contains(step.node)
          ? "\(study.nodeNames[step.node].scenario)/\(study.nodeNames[step.node].node)" : "?"
      }
      return "stopped: time stands still, going round in \(trail.joined(separator: " → "))"
    case .badPlan(let problems):
      return "the engine refused the plan: "
        + problems.prefix(3).map(\.description).joined(separator: "; ")
    }
  }
}
