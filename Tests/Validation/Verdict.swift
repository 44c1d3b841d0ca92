// SPDX-License-Identifier: Apache-2.0

import Statistics

/// What all comparisons together say.
struct Verdict: Sendable {
  /// The chance that the test fails although every formula holds.
  static let level = 0.01

  /// The comparisons.
  let count: Int
  /// How many lie more than two standard errors from theory.
  let beyondTwo: Int
  /// How many of them are to be expected by chance.
  let expectedBeyondTwo: Double
  /// The largest distance in standard errors.
  let largest: Double
  /// The least p-value after Holm's correction for their number.
  let leastPValue: Double
  /// The names of those whose corrected p-value is below the level.
  let failures: [String]

  /// Judges runs.
  init(_ runs: [CaseRun]) {
    let numbers = runs.flatMap { run in run.numbers.map { (run.item.name, $0) } }
    count = numbers.count
    beyondTwo = numbers.count { $0.1.z.magnitude > 2 }
    expectedBeyondTwo = numbers.reduce(0) { $0 + $1.1.chanceBeyondTwo }
    largest = numbers.reduce(0) { max($0, $1.1.z.magnitude) }
    let corrected = MultipleComparison.adjust(numbers.map(\.1.pValue), correction: .holm)
    leastPValue = corrected.compactMap { $0 }.min() ?? 1
    failures = zip(numbers, corrected).compactMap { number, pValue in
      guard let pValue, pValue < Self.level else { return nil }
      return "\(number.0) \(number.1.quantity.name): \(number.1.estimate.mean) instead of "
        + "\(number.1.quantity.theory), z = \(number.1.z)"
    }
  }
}
