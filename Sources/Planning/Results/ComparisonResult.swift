// SPDX-License-Identifier: Apache-2.0

package import Statistics
import TransferModel

/// Several configurations under common random numbers, each against the first.
package struct ComparisonResult: Sendable {
  /// One difference: the other configuration minus the base, replication by replication.
  package struct Difference: Sendable {
    /// What differs.
    package var name: MetricName
    /// The paired comparison, with its p-value before correction.
    package var paired: PairedComparison
    /// The same difference with an interval that holds for all configurations at once (Bonferroni).
    package var simultaneous: Estimate
    /// The p-value corrected for the number of configurations and numbers compared (Holm 1979).
    package var correctedPValue: Double?
  }

  /// The differences of one configuration from the base.
  package struct Row: Sendable {
    /// The configuration.
    package var configuration: String
    /// The numbers of the hall.
    package var hall: [Difference]
    /// The numbers of each scenario, by id, in the order of the base.
    package var scenarios: [(id: String, differences: [Difference])]
  }

  /// The results, the base first.
  package var results: [StudyResult]
  /// The differences of every other configuration from the base.
  package var rows: [Row]

  /// The numbers of the hall that are compared.
  package static let hallNames: [MetricName] = [
    .waitMinutes, .waitP90, .within15, .within30, .within60, .trips, .oneVisitRate, .sameVisitRate,
    .firstPassRate, .supplementRate, .onTimeRate, .flowEfficiency, .abandonmentRate,
    .casesPerWindowDay, .casesPerStaffDay, .ratingIndex, .overtimeMinutesPerDay, .abandoned,
    .finished,
  ]
  /// The numbers of a scenario that are compared.
  package static let scenarioNames: [MetricName] = [
    .gross, .grossP90, .legal, .net, .hallMinutes, .hallWaitMinutes, .touchMinutes, .trips,
    .utilityTrips, .onTimeRate, .supplementRate, .oneVisitRate,
  ]

  /// Compares results; they must stem from the same seed and number of replications.
  package init(_ results: [StudyResult]) {
    self.results = results
    rows = []
    guard let base = results.first else { return }
    // Against one base each interval gets its part of the five per cent.
    let level = 1 - 0.05 / Double(max(1, results.count - 1))
    for other in results.dropFirst() {
      rows.append(Self.row(base, other, simultaneousLevel: level))
    }
    correct()
  }

  private static func row(
    _ base: StudyResult, _ other: StudyResult, simultaneousLevel: Double
  ) -> Row {
    let count = min(base.metrics.count, other.metrics.count)
    func differences(
      _ names: [MetricName], _ value: (StudyResult, Int, MetricName) -> Double
    ) -> [Difference] {
      names.compactMap { name in
        let before = (0..<count).map { value(base, $0, name) }
        let after = (0..<count).map { value(other, $0, name) }
        guard let paired = PairedComparison(base: before, other: after),
          let wide = PairedComparison(base: before, other: after, level: simultaneousLevel)
        else { return nil }
        return Difference(
          name: name, paired: paired, simultaneous: wide.difference, correctedPValue: nil)
      }
    }
    let hall = differences(hallNames) { $0.metrics[$1].hall[$2] ?? .nan }
    var scenarios: [(id: String, differences: [Difference])] = []
    for (index, scenario) in base.scenarios.enumerated() {
      guard let position = other.scenarios.firstIndex(where: { $0.id == scenario.id }) else {
        continue
      }
      let found = differences(scenarioNames) { result, replication, name in
        let at = result.configuration.id.value == base.configuration.id.value ? index : position
        return result.metrics[replication].scenarios[at][name] ?? .nan
      }
      scenarios.append((scenario.id, found))
    }
    return Row(
      configuration: other.configuration.id.value, hall: hall, scenarios: scenarios)
  }

  /// Corrects all p-values together: every number of every configuration is one comparison.
  private mutating func correct() {
    var values: [Double?] = []
    for row in rows {
      values += row.hall.map(\.paired.pValue)
      for scenario in row.scenarios { values += scenario.differences.map(\.paired.pValue) }
    }
    let corrected = MultipleComparison.adjust(values, correction: .holm)
    var next = 0
    for row in rows.indices {
      for index in rows[row].hall.indices {
        rows[row].hall[index].correctedPValue = corrected[next]
        next += 1
      }
      for scenario in rows[row].scenarios.indices {
        for index in rows[row].scenarios[scenario].differences.indices {
          rows[row].scenarios[scenario].differences[index].correctedPValue = corrected[next]
          next += 1
        }
      }
    }
  }

  /// The comparison as JSON: every result in full, then the differences.
  package var json: JSONValue {
    .map([
      "tool": .tool,
      "base": .text(results.first?.configuration.id.value ?? ""),
      "configurations": .array(results.map(\.json)),
      "differences": .array(
        rows.map { row in
          .map([
            "configuration": .text(row.configuration), "hall": Self.json(row.hall),
            "scenarios": .array(
              row.scenarios.map { scenario in
                .map([
                  "id": .text(scenario.id), "differences": Self.json(scenario.differences),
                ])
              }),
          ])
        }),
    ])
  }

  private static func json(_ differences: [Difference]) -> JSONValue {
    .object(
      differences.map { difference in
        JSONValue.Member(
          key: difference.name.resultKey,
          value: .present([
            "mean": .number(difference.paired.difference.mean),
            "low": difference.paired.difference.low.map { .number($0) },
            "high": difference.paired.difference.high.map { .number($0) },
            "n": .int(difference.paired.difference.n),
            "simultaneousLow": difference.simultaneous.low.map { .number($0) },
            "simultaneousHigh": difference.simultaneous.high.map { .number($0) },
            "pValue": difference.correctedPValue.map { .number($0) },
            "varianceRatio": difference.paired.varianceRatio.map { .number($0) },
          ]))
      })
  }
}

extension MetricName {
  /// The key under which a number stands in results.
  package var resultKey: String {
    switch self {
    case .gross: "grossWorkingDays"
    case .grossP50: "grossWorkingDaysP50"
    case .grossP90: "grossWorkingDaysP90"
    case .grossP95: "grossWorkingDaysP95"
    case .legal: "legalWorkingDays"
    case .legalP90: "legalWorkingDaysP90"
    case .net: "netWorkingDays"
    case .netP90: "netWorkingDaysP90"
    case .waitP50: "waitMinutesP50"
    case .waitP90: "waitMinutesP90"
    case .waitP95: "waitMinutesP95"
    case .within15: "shareWithin15"
    case .within30: "shareWithin30"
    case .within60: "shareWithin60"
    default: rawValue
    }
  }
}
