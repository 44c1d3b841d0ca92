// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import Statistics
import TestSupport
import TransferModel

/// Why a case gives no numbers.
struct CaseError: Error, CustomStringConvertible {
  let description: String
}

/// A number of a case beside what theory says.
struct ComparedNumber: Sendable {
  /// What is compared.
  var quantity: Quantity
  /// The mean over the replications with its 95 % interval.
  var estimate: Estimate
  /// The distance from theory in standard errors, as estimated from the replications.
  var z: Double
  /// The chance of such a distance or a larger one, by Student's distribution.
  var pValue: Double

  /// Compares; nil where a replication gave no number or all gave the same.
  init?(_ quantity: Quantity, _ values: [Double]) {
    guard let estimate = Estimate.make(from: values), estimate.missing == 0,
      let deviation = estimate.standardDeviation, deviation > 0
    else { return nil }
    self.quantity = quantity
    self.estimate = estimate
    let n = Double(estimate.n)
    z = (estimate.mean - quantity.theory) * n.squareRoot() / deviation
    pValue = min(1, 2 * StudentDistribution(degreesOfFreedom: n - 1).upperTail(z.magnitude))
  }

  /// The chance of a distance of more than two standard errors where theory holds.
  var chanceBeyondTwo: Double {
    2 * StudentDistribution(degreesOfFreedom: Double(estimate.n - 1)).upperTail(2)
  }
}

/// A case that has been run.
struct CaseRun: Sendable {
  var item: ValidationCase
  /// The numbers, in the order of the case.
  var numbers: [ComparedNumber]
  /// Cases created in all replications, the warm-up included.
  var cases: Int

  /// Runs a case from its pack.
  ///
  /// - Throws: ``CaseError`` for findings of the pack, a run that did not end as planned, a balance
  ///   that is broken and a number that cannot be compared.
  init(_ item: ValidationCase) async throws {
    self.item = item
    let folder = Repository.root.appendingPathComponent("Tests/Validation/Packs/\(item.pack)")
    let outcome = PackOutcome(folder: folder.path, changes: item.changes)
    guard let valid = outcome.valid, outcome.findings.isEmpty else {
      throw CaseError(
        description: "\(item.name) \(item.pack): " + outcome.findings.joined(separator: "; "))
    }
    let study = try PlanCompiler.compile(
      valid, configuration: "base",
      period: StudyPeriod(
        from: valid.pack.hall.study.from, end: .workingDays(item.days.all),
        warmUpDays: item.days.warmUp))
    let metrics = await Study(
      study,
      settings: StudySettings(seed: item.seed, replications: item.replications, threads: 0)
    ).run()
    if let problem = metrics.lazy.compactMap(\.problem).first {
      throw CaseError(description: "\(item.name) \(item.pack): \(problem)")
    }
    guard metrics.allSatisfy(\.invariantsHold) else {
      throw CaseError(description: "\(item.name) \(item.pack): a balance is broken")
    }
    cases = metrics.reduce(0) { $0 + $1.created }
    numbers = []
    for quantity in item.quantities {
      let values = metrics.map { quantity.value(Observation(study: study, metrics: $0)) }
      guard quantity.theory.isFinite, let number = ComparedNumber(quantity, values) else {
        throw CaseError(
          description: "\(item.name) \(item.pack): '\(quantity.name)' has no estimate with a spread"
        )
      }
      numbers.append(number)
    }
  }
}
