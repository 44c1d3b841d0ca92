// SPDX-License-Identifier: Apache-2.0

import Planning
import Statistics
package import TransferModel

/// Runs a configuration of a valid pack as its study says.
package enum TextbookRun {
  /// Returns the mean wait in minutes with its 95 % interval, or why there is none.
  package static func meanWait(_ pack: ValidPack, configuration: String) async throws
    -> (mean: Double, low: Double, high: Double)?
  {
    let study = pack.pack.hall.study
    let compiled = try PlanCompiler.compile(
      pack, configuration: configuration,
      period: StudyPeriod(
        from: study.from, end: .workingDays(study.days), warmUpDays: study.warmUpDays))
    let metrics = await Study(
      compiled, settings: StudySettings(seed: 1, replications: study.replications, threads: 2)
    ).run()
    guard metrics.count == study.replications, metrics.allSatisfy(\.invariantsHold),
      let wait = Estimate.make(from: metrics.map { $0.hall[.waitMinutes] ?? .nan }),
      let low = wait.low, let high = wait.high
    else { return nil }
    return (wait.mean, low, high)
  }
}
