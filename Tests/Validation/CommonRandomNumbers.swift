// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import TestSupport
import TransferModel

/// What common random numbers spare in the comparison of two configurations of the shipped pack.
struct CommonRandomNumbers: Sendable {
  static let base = "B1"
  static let other = "B2"
  static let days = 60
  static let warmUpDays = 12
  static let replications = 40
  static let seed: UInt64 = 1

  /// The numbers of the page, most of those that `guohu compare` prints first.
  static let names: [MetricName] = [
    .waitMinutes, .waitP90, .within30, .trips, .oneVisitRate, .supplementRate, .onTimeRate,
    .flowEfficiency, .casesPerWindowDay, .overtimeMinutesPerDay, .finished,
  ]

  /// The differences of the hall.
  let differences: [Planning.ComparisonResult.Difference]

  /// The command that gives the same numbers.
  static let command =
    "guohu compare scenarios \(base) \(other) --days \(days) --warm-up \(warmUpDays) "
    + "--replications \(replications) --seed \(seed) --format json"

  /// Runs both configurations.
  ///
  /// - Throws: ``CaseError`` where the pack cannot be used.
  init() async throws {
    guard let valid = PackOutcome(folder: Repository.scenarios.path).valid else {
      throw CaseError(description: "the shipped pack is not valid")
    }
    let period = StudyPeriod(
      from: valid.pack.hall.study.from, end: .workingDays(Self.days),
      warmUpDays: Self.warmUpDays)
    let settings = StudySettings(
      seed: Self.seed, replications: Self.replications, threads: 0)
    var results: [StudyResult] = []
    for name in [Self.base, Self.other] {
      let study = try PlanCompiler.compile(valid, configuration: name, period: period)
      results.append(
        StudyResult(
          study: study, pack: valid.pack, period: period, settings: settings, changes: [],
          metrics: await Study(study, settings: settings).run()))
    }
    let all = Planning.ComparisonResult(results).rows.first?.hall ?? []
    differences = Self.names.compactMap { name in all.first { $0.name == name } }
  }
}
