// SPDX-License-Identifier: Apache-2.0

package import Statistics
import TransferModel

/// What a configuration gave when it was last looked at and found right: means and spreads over
/// replications, against which later versions are held.
package struct ReferenceResult: Sendable, Codable {
  /// The configuration.
  package var configuration: String
  /// The first day, as in `2021-03-01`.
  package var from: String
  /// Working days, warm-up included.
  package var days: Int
  /// Working days that are not counted.
  package var warmUpDays: Int
  /// The seed.
  package var seed: UInt64
  /// The number of replications.
  package var replications: Int
  /// The pools, scenarios and steps there were, also those without numbers.
  package var parts: [String]
  /// The numbers by name, such as `pools/R-COMP/utilisation`: mean, standard deviation over the
  /// replications in which it was seen, and how many those were.
  package var numbers: [String: [Double]]

  /// Creates a reference from a result whose steps were recorded; nil for a run over a number of
  /// cases, which has no period that could be run again.
  package init?(_ study: CompiledStudy, _ result: StudyResult) {
    guard case .workingDays(let days) = result.period.end else { return nil }
    self.days = days
    configuration = result.configuration.id.value
    from = result.period.from.description
    warmUpDays = result.period.warmUpDays
    seed = result.seed
    replications = result.replications
    parts = GateNumbers.parts(of: study)
    numbers = GateNumbers(study: study, metrics: result.metrics).summaries
      .mapValues { [$0.mean, $0.standardDeviation, Double($0.n)] }
  }

  /// Returns a number's summary; nil where the entry is not three numbers of a sample.
  package func summary(_ name: String) -> WelchTest.Summary? {
    guard let entry = numbers[name], entry.count == 3, entry.allSatisfy(\.isFinite), entry[1] >= 0,
      entry[2] >= 2, entry[2] <= 1e9
    else { return nil }
    return WelchTest.Summary(mean: entry[0], standardDeviation: entry[1], n: Int(entry[2]))
  }

  /// The reference as JSON, numbers in the order of their names.
  package var json: JSONValue {
    .map([
      "configuration": .text(configuration), "from": .text(from), "days": .int(days),
      "warmUpDays": .int(warmUpDays), "seed": .int(Int(clamping: seed)),
      "replications": .int(replications),
      "parts": .texts(parts),
      "numbers": .object(
        numbers.sorted { $0.key < $1.key }.map {
          JSONValue.Member(key: $0.key, value: .array($0.value.map { .number($0) }))
        }),
    ])
  }
}
