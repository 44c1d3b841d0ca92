// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Statistics
import Testing
import TransferModel

/// Replications of a pack of the test folder, compared with what theory says.
///
/// A number agrees when theory lies in Student's interval over the replications at a level of
/// 1 - ``falseAlarmRate``: were the seed not fixed, a right engine would fail one check in ten
/// thousand. The interval must also be narrow, as a wide one would agree with anything.
struct AnalyticRun {
  /// The chance that a check fails although the engine is right.
  static let falseAlarmRate = 1e-4

  /// The compiled pack.
  let study: CompiledStudy
  /// The numbers of the replications.
  let metrics: [ReplicationMetrics]

  /// Runs a pack for the days, the warm-up and the replications its study names.
  init(_ name: String, seed: UInt64, changes: [String] = []) async throws {
    let valid = try TestPack.valid(TestPack.folder(name), changes: changes)
    study = try TestPack.compile(valid)
    metrics = await Study(
      study,
      settings: StudySettings(
        seed: seed, replications: valid.pack.hall.study.replications, threads: 2)
    ).run()
    for metrics in metrics {
      #expect(metrics.problem == nil)
      #expect(metrics.invariantsHold)
    }
  }

  /// Compares the mean of a number over the replications with theory.
  ///
  /// The half-width must not be above `share` of the exact value, `theory`.
  func expect(
    _ what: String, _ theory: Double, within share: Double,
    sourceLocation: SourceLocation = #_sourceLocation,
    _ value: (ReplicationMetrics) -> Double
  ) throws {
    let estimate = try #require(
      Estimate.make(from: metrics.map(value), level: 1 - Self.falseAlarmRate),
      sourceLocation: sourceLocation)
    let half = try #require(estimate.halfWidth, sourceLocation: sourceLocation)
    #expect(estimate.missing == 0, sourceLocation: sourceLocation)
    #expect(
      (estimate.mean - theory).magnitude <= half,
      "\(what) is \(estimate.mean) ± \(half), theory says \(theory)",
      sourceLocation: sourceLocation)
    #expect(
      half <= share * theory.magnitude,
      "\(what) is \(estimate.mean) ± \(half): too wide an interval to prove \(theory)",
      sourceLocation: sourceLocation)
  }

  /// Compares a number of a pool, by its place in the plan.
  func expect(
    _ name: MetricName, ofPool pool: Int = 0, _ theory: Double, within share: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expect(
      "\(name) of \(study.pools[pool].id.value)", theory, within: share,
      sourceLocation: sourceLocation
    ) { $0.pools[pool][name] ?? .nan }
  }

  /// Compares a number of the hall.
  func expect(
    _ name: MetricName, ofHall theory: Double, within share: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try expect("\(name)", theory, within: share, sourceLocation: sourceLocation) {
      $0.hall[name] ?? .nan
    }
  }
}
