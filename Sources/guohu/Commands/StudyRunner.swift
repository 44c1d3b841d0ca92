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
    /// Takes the record of a replication of the last configuration.
    var keeper: RecordKeeper?
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
    if !quiet { warn(studies) }

    let line = ProgressLine(
      isOn: Terminal.showsProgress && !quiet, total: settings.replications * studies.count)
    var runs: [StudyRun]
    if let count = plan.batches {
      runs = try await batches(studies, count, settings, plan, cancel)
    } else {
      runs = try await rounds(studies, settings, plan, cancel, line)
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

  /// Says before a run what is known by then, such as the load of a pool that is too much for it.
  private func warn(_ studies: [CompiledStudy]) {
    for study in studies {
      for warning in study.warnings {
        Terminal.printError("warning: \(study.configuration.id.value): \(warning)")
      }
    }
  }

  /// Returns what a keeper has kept of the last configuration; nil where it has nothing.
  func record(
    _ keeper: RecordKeeper, of outcome: Outcome
  ) throws(ProgramExit) -> StudyRecord? {
    guard let record = keeper.record, let study = outcome.studies.last else { return nil }
    let hall = valid.pack.hall
    return StudyRecord(
      record, of: study, hall: hall, from: try options.period(hall).from,
      replication: keeper.replication, seed: try options.settings(hall.study).seed)
  }

  /// Runs one replication of a configuration, from 1, and returns what happened in it.
  ///
  /// - Throws: An exit where the configuration, the period or the number does not fit.
  func record(
    _ configuration: String, replication: Int
  ) throws(ProgramExit) -> StudyRecord {
    let hall = valid.pack.hall
    let period = try options.period(hall)
    let settings = try options.settings(hall.study)
    guard (1...settings.replications).contains(replication) else {
      throw ProgramExit(
        .badInput,
        "error: --replication is from 1 to \(settings.replications), the number of replications")
    }
    let study = try StudyCandidate(valid: valid, configuration: configuration)
      .compile(period, only: options.scenarios)
    let cancel = CancelSignal()
    let keeper = RecordKeeper(replication: replication - 1)
    _ = Study(study, settings: settings).replicate(replication - 1, cancel.flag, keeper)
    guard let record = keeper.record else {
      throw ProgramExit(.cancelled, "cancelled; nothing was recorded")
    }
    return StudyRecord(
      record, of: study, hall: hall, from: period.from, replication: replication - 1,
      seed: settings.seed)
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
