// SPDX-License-Identifier: Apache-2.0

import Statistics
import TransferModel

/// The version of the program and of its results.
package enum ToolVersion {
  /// The version, by semantic versioning.
  package static let current = "0.1.0"
}

extension StudyResult {
  /// The result as JSON, by `docs/result.schema.json`; the keys stand in a fixed order.
  ///
  /// Nothing in it depends on the locale, the time zone, the number of threads or the clock.
  package var json: JSONValue {
    .present([
      "tool": .tool,
      "pack": .present([
        "path": .text(packPath), "hash": .text(packHash),
        "assumedShare": assumedShare.map { .number($0) },
      ]),
      "configuration": .text(configuration.id.value),
      "period": period.json(warmUp: warmUp),
      "seed": .int(Int(clamping: seed)),
      "replications": .int(replications),
      "precision": precision?.json,
      "batches": batches?.json,
      "estimators": estimatorsJSON,
      "changes": .texts(changes),
      "hall": hallJSON,
      "disturbances": disturbancesJSON,
      "pools": .array(pools.indices.map { poolJSON($0) }),
      "scenarios": .array(scenarios.indices.map { scenarioJSON($0) }),
      "invariants": .map([
        "conservation": .text(invariantsHold ? "ok" : "broken"),
        "littlesLaw": .number(littlesLaw),
      ]),
      "fingerprints": .texts(
        metrics.prefix(replications).map { String($0.fingerprint, radix: 16) }),
      "warnings": .texts(warnings),
    ])
  }

  private func hallValue(_ name: MetricName) -> JSONValue { .estimate(hall(name)) }

  private var hallJSON: JSONValue {
    .map([
      "arrivals": hallValue(.arrivals), "finished": hallValue(.finished),
      "refused": hallValue(.refused), "withdrawn": hallValue(.withdrawn),
      "lapsed": hallValue(.lapsed), "dispute": hallValue(.dispute), "lost": hallValue(.lost),
      "abandoned": hallValue(.abandoned), "inside": hallValue(.inside),
      "meanInside": hallValue(.meanInside),
      "waitMinutes": .map([
        "mean": hallValue(.waitMinutes), "p50": hallValue(.waitP50), "p90": hallValue(.waitP90),
        "p95": hallValue(.waitP95), "shareWithin15": hallValue(.within15),
        "shareWithin30": hallValue(.within30), "shareWithin60": hallValue(.within60),
      ]),
      "cycleMinutes": hallValue(.cycleMinutes), "trips": hallValue(.trips),
      "utilityTrips": hallValue(.utilityTrips), "firstPassRate": hallValue(.firstPassRate),
      "oneVisitRate": hallValue(.oneVisitRate), "onTimeRate": hallValue(.onTimeRate),
      "overtimeMinutesPerDay": hallValue(.overtimeMinutesPerDay),
      "sameVisitRate": hallValue(.sameVisitRate), "supplementRate": hallValue(.supplementRate),
      "abandonmentRate": hallValue(.abandonmentRate), "touchMinutes": hallValue(.touchMinutes),
      "flowEfficiency": hallValue(.flowEfficiency),
      "casesPerWindowDay": hallValue(.casesPerWindowDay),
      "casesPerStaffDay": hallValue(.casesPerStaffDay),
      "rating": .map([
        "index": hallValue(.ratingIndex), "ratings": hallValue(.ratings),
        "drivers": .map([
          "wait": hallValue(.ratingWait), "trips": hallValue(.ratingTrips),
          "supplement": hallValue(.ratingSupplement), "late": hallValue(.ratingLate),
          "refused": hallValue(.ratingRefused),
        ]),
      ]),
    ])
  }

  /// Closed days and minutes down by outage; nil where nothing disturbs the hall.
  private var disturbancesJSON: JSONValue? {
    guard hall(.closedDays) != nil else { return nil }
    let minutes = outages.indices.map { index in
      JSONValue.Member(
        key: outages[index],
        value: .estimate(estimate(.outageMinutes) { $0.outageMinutes[index] }))
    }
    return .map(["closedDays": hallValue(.closedDays), "outageMinutes": .object(minutes)])
  }

  private func poolJSON(_ index: Int) -> JSONValue {
    let pool = pools[index]
    func value(_ name: MetricName) -> JSONValue { .estimate(self.pool(index, name)) }
    return .present([
      "id": .text(pool.id.value),
      "name": pool.name.json,
      "kind": .text(pool.kind.rawValue),
      "servers": .int(pool.servers(in: configuration.id.value)),
      "utilisation": value(.utilisation), "busyServers": value(.busyServers),
      "waitMinutes": value(.waitMinutes), "waitMinutesP50": value(.waitP50),
      "waitMinutesP90": value(.waitP90), "waitMinutesP95": value(.waitP95),
      "waitProbability": value(.waitProbability), "shareWithin30": value(.within30),
      "queueLength": .map(["mean": value(.queueLength), "max": value(.queueMaximum)]),
      "services": value(.services), "balked": value(.balked), "reneged": value(.reneged),
      "absentCalls": pool.absentCallMinutes > 0 ? value(.absentCalls) : nil,
      "interruptions": pool.interruptsServices ? value(.interruptions) : nil,
      "lostMinutes": pool.preemption == .restart ? value(.lostMinutes) : nil,
      "downServers": pool.breakdowns != nil ? value(.downServers) : nil,
      "overtimeMinutesPerDay": value(.overtimeMinutesPerDay),
      "absentServers": pool.people.absence > 0 ? value(.absentServers) : nil,
      "openedWindows": pool.people.reserve != nil ? value(.openedWindows) : nil,
      "byHalfHour": .array(halfHoursJSON(index)),
      "offeredLoad": .number(loads[index].erlangs),
      "checks": checksJSON(index),
    ])
  }

  private func halfHoursJSON(_ index: Int) -> [JSONValue] {
    let count = metrics.first?.halfHours[index].count ?? 0
    return (0..<count).compactMap { bin in
      let load = estimate(.utilisation) { $0.halfHours[index][bin].utilisation }
      let wait = estimate(.waitMinutes) { $0.halfHours[index][bin].waitMinutes }
      guard load != nil || wait != nil, let from = TimeOfDay(minutes: bin * 30) else { return nil }
      return .map([
        "from": .text(from.description), "utilisation": .estimate(load),
        "waitMinutes": .estimate(wait),
      ])
    }
  }

  private func checksJSON(_ index: Int) -> JSONValue {
    guard let neighbour = neighbours[index] else {
      return .map(["loadRatio": .number(loads[index].ratio)])
    }
    return .map([
      "loadRatio": .number(loads[index].ratio), "model": .text(neighbour.model),
      "meanWaitMinutes": .number(neighbour.meanWaitMinutes), "note": .text(neighbour.note),
    ])
  }

  private func scenarioJSON(_ index: Int) -> JSONValue {
    let scenario = scenarios[index]
    func value(_ name: MetricName) -> JSONValue { .estimate(self.scenario(index, name)) }
    return .map([
      "id": .text(scenario.id),
      "name": scenario.name.json,
      "flow": .text(configuration.flow(of: scenario)?.name ?? ""),
      "cases": value(.arrivals), "finished": value(.finished), "refused": value(.refused),
      "withdrawn": value(.withdrawn), "lapsed": value(.lapsed), "dispute": value(.dispute),
      "lost": value(.lost), "abandoned": value(.abandoned),
      "grossWorkingDays": value(.gross), "grossWorkingDaysP50": value(.grossP50),
      "grossWorkingDaysP90": value(.grossP90), "grossWorkingDaysP95": value(.grossP95),
      "legalWorkingDays": value(.legal), "legalWorkingDaysP90": value(.legalP90),
      "netWorkingDays": value(.net), "netWorkingDaysP90": value(.netP90),
      "cycleMinutes": value(.cycleMinutes), "hallMinutes": value(.hallMinutes),
      "hallMinutesP90": value(.hallMinutesP90), "hallWaitMinutes": value(.hallWaitMinutes),
      "touchMinutes": value(.touchMinutes), "flowEfficiency": value(.flowEfficiency),
      "trips": value(.trips), "utilityTrips": value(.utilityTrips),
      "onTimeRate": value(.onTimeRate), "supplementRate": value(.supplementRate),
      "firstPassRate": value(.firstPassRate), "oneVisitRate": value(.oneVisitRate),
      "sameVisitRate": value(.sameVisitRate), "ratingIndex": value(.ratingIndex),
    ])
  }
}
