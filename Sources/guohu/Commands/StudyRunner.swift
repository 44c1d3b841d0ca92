// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import TransferModel

/// Runs configurations of a pack one after the other, with progress and Ctrl-C.
struct StudyRunner {
  let valid: ValidPack
  let options: StudyOptions
  let quiet: Bool

  /// How intervals come about.
  struct Plan {
    /// Whether service times are recorded step by step.
    var recordsSteps = false
    /// The goal that says how many replications are made; nil where the number is given.
    var goal: PrecisionGoal?
    /// The number of batches that one run is cut into; nil where runs are replicated.
    var batches: Int?
    /// The numbers whose batches must not correlate.
    var headlines: [Headline] = []
  }

  /// What came of a run.
  struct Outcome {
    var results: [StudyResult]
    /// What was compiled for each configuration asked for.
    var studies: [CompiledStudy]
    var isCancelled: Bool
  }

  /// Runs the configurations in the order given, all with the same random numbers.
  func run(_ configurations: [String], plan: Plan = Plan()) async throws(ProgramExit) -> Outcome {
    var settings = try options.settings(valid.pack.hall.study)
    settings.recordsSteps = plan.recordsSteps
    settings.replications = plan.batches == nil ? plan.goal?.maximum ?? settings.replications : 1
    let cancel = CancelSignal()
    let compiled = try await CompiledCandidates(
      configurations.map { StudyCandidate(valid: valid, configuration: $0) }, options, settings,
      cancel)
    let studies = compiled.studies
    try Self.check(plan, studies)

    let line = ProgressLine(
      isOn: Terminal.showsProgress && !quiet, total: settings.replications * studies.count)
    var runs: [StudyRun]
    if let count = plan.batches {
      runs = try await batches(studies, count, settings, plan, cancel)
    } else {
      runs = try await rounds(studies, settings, plan.goal, cancel, line)
    }
    await line.clear()
    for index in runs.indices { runs[index].warmUp = compiled.warmUps?[index] }
    let results = zip(studies, runs).compactMap { study, run -> StudyResult? in
      guard !run.metrics.isEmpty else { return nil }
      var result = StudyResult(
        study: study, pack: valid.pack, period: compiled.period, settings: settings,
        changes: valid.pack.changes, metrics: run.metrics, batches: run.batches)
      result.warmUp = run.warmUp
      if let report = run.precision { result.take(report) }
      return result
    }
    return Outcome(results: results, studies: studies, isCancelled: cancel.isSet)
  }

  /// Records the first replication of a configuration.
  func record(_ configuration: String) throws(ProgramExit) -> EventRecord {
    let period = try options.period(valid.pack.hall)
    let settings = try options.settings(valid.pack.hall.study)
    let study = try StudyCandidate(valid: valid, configuration: configuration)
      .compile(period, only: options.scenarios)
    return Study(study, settings: settings).record(from: period.from)
  }

  /// Throws where a study has not the numbers that are looked at.
  private static func check(_ plan: Plan, _ studies: [CompiledStudy]) throws(ProgramExit) {
    for headline in (plan.goal?.headlines ?? []) + plan.headlines {
      for study in studies {
        _ = try StudyCandidate.usable { () throws(CompileError) in try headline.reader(in: study) }
      }
    }
  }

  /// Throws where a run ended with a broken balance or was cancelled.
  static func finish(_ outcome: Outcome) throws(ProgramExit) {
    if let broken = outcome.results.first(where: { !$0.invariantsHold }) {
      throw ProgramExit(
        .checkFailed,
        "error: a balance of cases or time is broken in \(broken.configuration.id.value); the "
          + "figures above cannot be trusted")
    }
    if outcome.isCancelled {
      throw ProgramExit(.cancelled, "cancelled; the replications finished until then are kept")
    }
  }
}
