// SPDX-License-Identifier: Apache-2.0

package import Statistics
package import TransferModel

/// Which of several alternatives is best by one number.
package struct SelectionResult: Sendable {
  /// The number.
  package var headline: Headline
  /// How the best was looked for.
  package var method: SelectionRun.Method
  /// The number in each replication of each alternative.
  package var values: [[Double]]
  /// After how many replications each alternative was eliminated; nil where it was not.
  package var eliminatedAfter: [Int?]
  /// The alternatives that are left.
  package var survivors: [Int]
  /// The most replications of an alternative that could have been needed.
  package var bound: Int?
  /// The approximate probability that the selected one is best, of the method that promises none.
  package var confidence: Double?

  /// The selected alternative, nil where several are left.
  package var selected: Int? { survivors.count == 1 ? survivors.first : nil }

  /// The replications of all alternatives together.
  package var totalReplications: Int { values.reduce(0) { $0 + $1.count } }

  /// Which end is good.
  package var goal: Goal {
    switch method {
    case .sequential(let settings, _): settings.goal
    case .budget(_, _, let goal): goal
    }
  }

  /// Returns the mean of an alternative over its replications with a t interval of its own.
  package func estimate(_ alternative: Int) -> Estimate? {
    Estimate.make(from: values[alternative], kind: headline.name.estimator.estimate)
  }

  /// The alternatives in the order of their means, those that are left first.
  ///
  /// When one was eliminated says little of how good it is: what varies much is watched for longer.
  package var ranking: [Int] {
    let sign: Double = goal == .minimum ? 1 : -1
    func key(_ index: Int) -> (Int, Double, Int) {
      let mean = estimate(index)?.mean ?? .infinity
      return (survivors.contains(index) ? 0 : 1, sign * mean, index)
    }
    return values.indices.sorted { key($0) < key($1) }
  }
}

/// One alternative of a selection.
package struct SelectionAlternative: Sendable, Hashable {
  /// The configuration.
  package var configuration: String
  /// The changes of the pack, as `PATH=VALUE`.
  package var changes: [String]

  /// Creates an alternative.
  package init(configuration: String, changes: [String]) {
    self.configuration = configuration
    self.changes = changes
  }

  /// What it is called in tables.
  package var label: String { ([configuration] + changes).joined(separator: " ") }
}

/// Everything a report of a selection says beside the result itself.
package struct SelectionReport: Sendable {
  /// The result.
  package var result: SelectionResult
  /// The alternatives in the order of the result.
  package var alternatives: [SelectionAlternative]
  /// The pack's folder and hash, without the changes of the alternatives.
  package var pack: Pack
  /// The period, and how its warm-up was found.
  package var period: StudyPeriod
  /// The longest of the warm-ups that were found.
  package var warmUp: WarmUpSearch?
  /// The seed.
  package var seed: UInt64
  /// Remarks.
  package var warnings: [String]

  /// Creates a report.
  package init(
    _ result: SelectionResult, alternatives: [SelectionAlternative], pack: Pack,
    period: StudyPeriod, warmUp: WarmUpSearch?, seed: UInt64, warnings: [String]
  ) {
    self.result = result
    self.alternatives = alternatives
    self.pack = pack
    self.period = period
    self.warmUp = warmUp
    self.seed = seed
    self.warnings = warnings
  }

  /// The report by `docs/select.schema.json`.
  package var json: JSONValue {
    .present([
      "tool": .tool,
      "pack": .map(["path": .text(pack.path), "hash": .text(pack.hash)]),
      "period": period.json(warmUp: warmUp),
      "seed": .int(Int(clamping: seed)),
      "changes": .texts(pack.changes),
      "headline": .text(result.headline.description),
      "goal": .text(result.goal.rawValue),
      "method": methodJSON,
      "selected": result.selected.map { .text(alternatives[$0].label) } ?? .null,
      "survivors": .int(result.survivors.count),
      "totalReplications": .int(result.totalReplications),
      "alternatives": .array(result.ranking.map { row($0) }),
      "warnings": .texts(warnings),
    ])
  }

  private var methodJSON: JSONValue {
    switch result.method {
    case .sequential(let settings, let maximum):
      .present([
        "name": .text("kn"), "indifference": .number(settings.indifference),
        "confidence": .number(settings.confidence), "firstStage": .int(settings.firstStage),
        "maximum": .int(maximum), "bound": result.bound.map { .int($0) },
      ])
    case .budget(let first, let total, _):
      .present([
        "name": .text("ocba"), "firstStage": .int(first), "budget": .int(total),
        "approximateConfidence": result.confidence.map { .number($0) },
      ])
    }
  }

  private func row(_ index: Int) -> JSONValue {
    .present([
      "name": .text(alternatives[index].label),
      "configuration": .text(alternatives[index].configuration),
      "changes": .texts(alternatives[index].changes),
      "survives": .bool(result.survivors.contains(index)),
      "eliminatedAfter": result.eliminatedAfter[index].map { .int($0) },
      "replications": .int(result.values[index].count),
      "estimate": .estimate(result.estimate(index)),
    ])
  }
}
