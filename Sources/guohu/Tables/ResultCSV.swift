// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
import TransferModel

/// Results as one long table: a row per number.
enum ResultCSV {
  /// Returns the rows of results: configuration, part, id, number, mean, low, high, n.
  static func text(_ results: [StudyResult]) -> String {
    var table = CSVTable(
      header: ["configuration", "part", "id", "number", "mean", "low", "high", "n"])
    for result in results {
      let configuration = result.configuration.id.value
      func add(_ part: String, _ id: String, _ name: MetricName, _ estimate: Estimate?) {
        guard let estimate else { return }
        table.add([
          configuration, part, id, name.resultKey, "\(estimate.mean)",
          estimate.low.map { "\($0)" } ?? "", estimate.high.map { "\($0)" } ?? "",
          String(estimate.n),
        ])
      }
      for name in MetricName.allCases {
        add("hall", "", name, result.hall(name))
        for (index, pool) in result.pools.enumerated() {
          add("pool", pool.id.value, name, result.pool(index, name))
        }
        for (index, scenario) in result.scenarios.enumerated() {
          add("scenario", scenario.id, name, result.scenario(index, name))
        }
      }
    }
    return table.text
  }
}
