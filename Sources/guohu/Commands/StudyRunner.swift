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

  /// Runs the configurations in the order given, all with the same random numbers; steps are recorded
  /// where their service times are asked for.
  func run(
    _ configurations: [String], recordsSteps: Bool = false
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
        cancellation: cancel.flag, progress: continuation)
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

  /// Records the first replication of a configuration.
  func record(_ configuration: String) throws(ProgramExit) -> EventRecord {
    let study = valid.pack.hall.study
    let period = try options.period(study)
    let settings = try options.settings(study)
    return Study(try compile(configuration, period), settings: settings).record(from: period.from)
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
