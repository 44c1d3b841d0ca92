// SPDX-License-Identifier: Apache-2.0

import Statistics
import TransferModel

/// Holds a new run of a configuration against its reference.
///
/// Every number is tested by Welch's t; p-values are corrected by Holm's procedure, so that the
/// chance of any false alarm over all numbers is at most the level, whatever their dependence.
/// Pools, scenarios and steps that only one side has are changes of the pack's structure and always
/// reported; a number too rare for either side to judge is left out.
package struct GateCheck: Sendable {
  /// The level that is held unless another is given: at most four false alarms in a hundred runs.
  package static let defaultLevel = 0.04

  /// A number that differs beyond chance.
  package struct Alarm: Sendable, Hashable {
    /// The name, such as `pools/R-COMP/utilisation`.
    package var name: String
    /// The mean of the reference.
    package var before: Double
    /// The mean of the new run.
    package var after: Double
    /// The p-value corrected for the number of tests.
    package var pValue: Double

    /// The relative change; nil where the reference is 0.
    package var relativeChange: Double? { before == 0 ? nil : (after - before) / before.magnitude }
  }

  /// Numbers that differ, the surest first.
  package let alarms: [Alarm]
  /// Pools, scenarios and steps of the reference that are no longer there.
  package let missing: [String]
  /// Pools, scenarios and steps that the reference does not have.
  package let added: [String]
  /// How many numbers were tested.
  package let tested: Int

  /// Whether nothing differs.
  package var passes: Bool { alarms.isEmpty && missing.isEmpty && added.isEmpty }

  /// Compares a run with a reference.
  ///
  /// - Complexity: O(n log n) in the numbers.
  package init(
    reference: ReferenceResult, study: CompiledStudy, metrics: [ReplicationMetrics],
    level: Double = GateCheck.defaultLevel
  ) {
    let run = GateNumbers(study: study, metrics: metrics).summaries
    let (before, now) = (Set(reference.parts), Set(GateNumbers.parts(of: study)))
    missing = before.subtracting(now).sorted()
    added = now.subtracting(before).sorted()

    var tests: [(name: String, before: Double, after: Double, pValue: Double)] = []
    for name in run.keys.sorted() {
      guard let after = run[name], let before = reference.summary(name) else { continue }
      tests.append((name, before.mean, after.mean, WelchTest(before, after).pValue))
    }
    let adjusted = MultipleComparison.adjust(tests.map(\.pValue), correction: .holm)
    tested = tests.count
    alarms = zip(tests, adjusted).compactMap { test, pValue in
      guard let pValue, pValue <= level else { return nil }
      return Alarm(name: test.name, before: test.before, after: test.after, pValue: pValue)
    }.sorted { ($0.pValue, $0.name) < ($1.pValue, $1.name) }
  }
}
