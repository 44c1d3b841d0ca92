// SPDX-License-Identifier: Apache-2.0

import Statistics
import TransferModel

/// The numbers of a study that a gate watches, each summarised over the replications.
struct GateNumbers {
  /// The summaries by name; numbers seen in fewer than half of the replications are left out, as
  /// a t-test on a handful of rare values alarms too often.
  let summaries: [String: WelchTest.Summary]

  private static let hall: [MetricName] = [
    .arrivals, .waitMinutes, .within30, .trips, .utilityTrips, .firstPassRate, .oneVisitRate,
    .onTimeRate, .overtimeMinutesPerDay,
  ]
  private static let pool: [MetricName] = [.utilisation, .waitMinutes, .services]
  private static let scenario: [MetricName] = [
    .arrivals, .gross, .legal, .net, .hallMinutes, .touchMinutes, .trips, .supplementRate,
  ]

  /// The pools, scenarios and steps of a study by the names of their numbers.
  static func parts(of study: CompiledStudy) -> [String] {
    study.pools.map { "pools/\($0.id.value)" } + study.scenarios.map { "scenarios/\($0.id)" }
      + study.nodeNames.map { "steps/\($0.scenario)/\($0.node)" }
  }

  init(study: CompiledStudy, metrics: [ReplicationMetrics]) {
    var summaries: [String: WelchTest.Summary] = [:]
    func add(_ name: String, _ value: (ReplicationMetrics) -> Double?) {
      let values = metrics.map { value($0) ?? .nan }
      if let summary = WelchTest.Summary(values), summary.n * 2 >= metrics.count {
        summaries[name] = summary
      }
    }
    for name in Self.hall { add("hall/\(name.resultKey)") { $0.hall[name] } }
    for (index, pool) in study.pools.enumerated() {
      for name in Self.pool {
        add("pools/\(pool.id.value)/\(name.resultKey)") { $0.pools[index][name] }
      }
    }
    for (index, scenario) in study.scenarios.enumerated() {
      for name in Self.scenario {
        add("scenarios/\(scenario.id)/\(name.resultKey)") { $0.scenarios[index][name] }
      }
    }
    for (index, name) in study.nodeNames.enumerated() {
      add("steps/\(name.scenario)/\(name.node)/serviceMinutes") {
        $0.serviceMinutes.indices.contains(index) ? $0.serviceMinutes[index] : .nan
      }
    }
    self.summaries = summaries
  }
}
