// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import TransferModel

/// Runs configurations of a pack one after the other, with progress and Ctrl-C.
struct StudyRunner {
  let valid: ValidPack
  let options: StudyOptions
  let quiet: Bool

  /// What came of a run.
  struct Outcome {
    var results: [StudyResult]
    /// What was compiled for each configuration asked for.
    var studies: [CompiledStudy]
    var isCancelled: Bool
  }

  /// Runs the configurations in the order given, all with the same random numbers.
  ///
  /// - Parameters:
  ///   - configurations: Their ids.
  ///   - recordsSteps: Whether the service times of each node are asked for.
  ///   - keeper: Takes the record of a replication of the last configuration.
  /// - Returns: The results, those of a cancelled run as far as they go.
  /// - Throws: An exit where a configuration or the period does not fit the pack.
  func run(
    _ configurations: [String], recordsSteps: Bool = false, keeper: RecordKeeper? = nil
  ) async throws(ProgramExit) -> Outcome {
    let study = valid.pack.hall.study
    let period = try options.period(study)
    var settings = try options.settings(study)
    settings.recordsSteps = recordsSteps
    var compiled: [CompiledStudy] = []
    for configuration in configurations { compiled.append(try compile(configuration, period)) }
    if !quiet { warn(compiled) }
    let cancel = CancelSignal()
    let line = ProgressLine(
      isOn: Terminal.showsProgress && !quiet, total: settings.replications * compiled.count)
    var results: [StudyResult] = []
    for study in compiled {
      let (stream, continuation) = AsyncStream.makeStream(of: StudyProgress.self)
      let reader = Task { for await progress in stream { await line.show(progress) } }
      let metrics = await Study(study, settings: settings).run(
        cancellation: cancel.flag, progress: continuation, keeper: keeper)
      continuation.finish()
      await reader.value
      await line.completeStudy(settings.replications)
      if !metrics.isEmpty {
        results.append(
          StudyResult(
            study: study, pack: valid.pack, period: period, settings: settings,
            changes: valid.pack.changes, metrics: metrics))
      }
      if cancel.isSet { break }
    }
    await line.clear()
    return Outcome(results: results, studies: compiled, isCancelled: cancel.isSet)
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
      record, of: study, hall: hall, from: try options.period(hall.study).from,
      replication: keeper.replication, seed: try options.settings(hall.study).seed)
  }

  /// Runs one replication of a configuration, from 1, and returns what happened in it.
  ///
  /// - Throws: An exit where the configuration, the period or the number does not fit.
  func record(
    _ configuration: String, replication: Int
  ) throws(ProgramExit) -> StudyRecord {
    let hall = valid.pack.hall
    let period = try options.period(hall.study)
    let settings = try options.settings(hall.study)
    guard (1...settings.replications).contains(replication) else {
      throw ProgramExit(
        .badInput,
        "error: --replication is from 1 to \(settings.replications), the number of replications")
    }
    let study = try compile(configuration, period)
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

  private func compile(
    _ configuration: String, _ period: StudyPeriod
  ) throws(ProgramExit) -> CompiledStudy {
    do {
      return try PlanCompiler.compile(
        valid, configuration: configuration, period: period, only: options.scenarios)
    } catch {
      throw ProgramExit(.badInput, "error: \(error.description)")
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
