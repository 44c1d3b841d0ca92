// SPDX-License-Identifier: Apache-2.0

import Statistics
import TransferModel

/// Holds a new run of a configuration against its reference.
///
/// Every number is tested by Welch's t; p-values are corrected by Holm's procedure, so that the
/// chance of any false alarm over all numbers is at most the level, whatever their dependence.
/// Numbers that only one side has are changes of the pack's structure and always reported.
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
  /// Names of the reference that the run does not have.
  package let missing: [String]
  /// Names of the run that the reference does not have.
  package let added: [String]
  /// How many numbers were tested.
  package let tested: Int

  /// Whether nothing differs.
  package var passes: Bool { alarms.isEmpty && missing.isEmpty && added.isEmpty }

  /// Compares a run with a reference.
  ///
  /// A step or rate too rare for one side to judge is neither missing nor added as long as the
  /// node, pool or scenario is still there.
  /// - Complexity: O(n log n) in the numbers.
  package init(
    reference: ReferenceResult, study: CompiledStudy, metrics: [ReplicationMetrics],
    level: Double = GateCheck.defaultLevel
  ) {
    let run = GateNumbers(study: study, metrics: metrics).summaries
    let known = Self.things(of: study)
    func thing(_ name: String) -> String {
      name.split(separator: "/").dropLast().joined(separator: "/")
    }
    let referenceThings = Set(reference.numbers.keys.map(thing))
    missing = referenceThings.subtracting(known).sorted()
    added = Set(run.keys.map(thing)).subtracting(referenceThings)
      .filter { !$0.hasPrefix("steps/") || !Self.isRare($0, run) }.sorted()

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

  /// The hall, pools, scenarios and nodes of a study by the names of their numbers.
  private static func things(of study: CompiledStudy) -> Set<String> {
    var names: Set<String> = ["hall"]
    for pool in study.pools { names.insert("pools/\(pool.id.value)") }
    for scenario in study.scenarios { names.insert("scenarios/\(scenario.id)") }
    for node in study.nodeNames { names.insert("steps/\(node.scenario)/\(node.node)") }
    return names
  }

  /// Whether a step was seen in less than nine tenths of the replications, so that another run may
  /// well have found it too rare.
  private static func isRare(_ thing: String, _ run: [String: WelchTest.Summary]) -> Bool {
    guard let summary = run["\(thing)/serviceMinutes"] else { return true }
    let most = run.values.map(\.n).max() ?? 0
    return summary.n * 10 < most * 9
  }
}
