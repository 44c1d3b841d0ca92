// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Planning
import TransferModel

/// `guohu gate`: holds a configuration against the result of an earlier version.
struct GateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Compare a configuration with its reference result; 1 where something changed.")

  @Argument(help: "The pack folder.")
  var pack = "scenarios"

  @Option(help: "The configuration, such as B2.")
  var config: String

  @Option(help: "The file of the reference result.")
  var reference: String

  @Flag(help: "Write the reference anew instead of comparing.")
  var record = false

  @Option(help: "The chance of any false alarm that is accepted, in (0, 1).")
  var level = GateCheck.defaultLevel

  @OptionGroup var study: StudyOptions
  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() async throws {
    guard level > 0, level < 1 else {
      throw ProgramExit(.badInput, "error: --level is a chance above 0 and below 1, such as 0.04")
    }
    let valid = try packOptions.valid(pack)
    let known = record ? nil : try Self.read(reference)
    if let known, known.configuration != config {
      throw ProgramExit(
        .badInput, "error: '\(reference)' is of configuration '\(known.configuration)'")
    }
    var options = study
    if let known {
      // The same period and number of replications, other random numbers unless a seed is given.
      options.from = known.from
      options.days = known.days
      options.warmUp = known.warmUpDays
      options.replications = options.replications ?? known.replications
      if options.seed == 1 { options.seed = known.seed &+ 1 }
    }
    guard options.cases == nil else {
      throw ProgramExit(.badInput, "error: a gate runs over --days, not --cases")
    }
    let defaults = valid.pack.hall.study
    let period = try options.period(defaults)
    var settings = try options.settings(defaults)
    guard settings.replications > 1 else {
      throw ProgramExit(.badInput, "error: a gate needs two replications at least")
    }
    settings.recordsSteps = true
    let compiled: CompiledStudy
    do {
      compiled = try PlanCompiler.compile(valid, configuration: config, period: period)
    } catch {
      throw ProgramExit(.badInput, "error: \(error.description)")
    }
    let cancel = CancelSignal()
    let metrics = await Study(compiled, settings: settings).run(
      cancellation: cancel.flag, progress: nil)
    if cancel.isSet { throw ProgramExit(.cancelled, "cancelled; nothing was compared") }
    if metrics.contains(where: { !$0.invariantsHold }) {
      throw ProgramExit(.checkFailed, "error: a balance of cases or time is broken")
    }
    guard let known else {
      guard case .workingDays(let days) = period.end else { return }
      let result = ReferenceResult(
        study: compiled, period: (period.from.description, days, period.warmUpDays),
        settings: settings, metrics: metrics)
      try Terminal.write(result.json.text, to: reference)
      return
    }
    let check = GateCheck(reference: known, study: compiled, metrics: metrics, level: level)
    let report = GateReport(check, language: shared.language)
    switch shared.format {
    case .json: try Terminal.write(report.json.text, to: shared.out)
    case .csv: try Terminal.write(report.csv, to: shared.out)
    case .table: try Terminal.write(report.table, to: shared.out)
    }
    if !check.passes { throw ProgramExit(.checkFailed) }
  }

  /// Reads a reference; bad files are bad input, unreadable ones input/output.
  private static func read(_ path: String) throws(ProgramExit) -> ReferenceResult {
    let data: Data
    do {
      data = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw ProgramExit(
        .inputOutput,
        "error: cannot read '\(path)'; 'guohu gate --record' writes a reference")
    }
    do {
      let result = try JSONDecoder().decode(ReferenceResult.self, from: data)
      if let bad = result.numbers.keys.sorted().first(where: { result.summary($0) == nil }) {
        throw ProgramExit(
          .badInput,
          "error: '\(path)': '\(bad)' needs a mean, a deviation from 0 up and a count from 2 up")
      }
      return result
    } catch let stop as ProgramExit {
      throw stop
    } catch {
      throw ProgramExit(
        .badInput, "error: '\(path)' is no reference result; 'guohu gate --record' writes one")
    }
  }
}
