// SPDX-License-Identifier: Apache-2.0

package import TransferModel

/// The figures of the reform with what they were computed from, ready to be written.
package struct IndicatorReport: Sendable {
  /// The pack's folder as given.
  package var packPath: String
  /// The hash of the pack with changes.
  package var packHash: String
  /// The changes applied with `--set`.
  package var changes: [String]
  /// How the target of 40% is read.
  package var target: CommitmentTarget
  /// The indicators.
  package var indicators: ReformIndicators
  /// The expectations by scenario before.
  package var expectedBefore: [String: CaseExpectation]
  /// The expectations by scenario after.
  package var expectedAfter: [String: CaseExpectation]

  /// Creates a report.
  package init(
    packPath: String, packHash: String, changes: [String], target: CommitmentTarget,
    indicators: ReformIndicators, expectedBefore: [String: CaseExpectation],
    expectedAfter: [String: CaseExpectation]
  ) {
    self.packPath = packPath
    self.packHash = packHash
    self.changes = changes
    self.target = target
    self.indicators = indicators
    self.expectedBefore = expectedBefore
    self.expectedAfter = expectedAfter
  }

  /// Returns the mean of an expected figure over the counted scenarios, weighted by volume; nil
  /// where there is no volume or nothing was expected of a scenario.
  package func mean(
    _ expected: [String: CaseExpectation], _ figure: (CaseExpectation) -> Double
  ) -> Double? {
    let weight = indicators.scenarios.reduce(0) { $0 + $1.limits.weight }
    guard weight > 0 else { return nil }
    var sum = 0.0
    for item in indicators.scenarios {
      guard let found = expected[item.scenario.id] else { return nil }
      sum += item.limits.weight / weight * figure(found)
    }
    return sum
  }
}
