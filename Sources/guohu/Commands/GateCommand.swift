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
    guard study.cases == nil, study.only == nil else {
      throw ProgramExit(
        .badInput, "error: a gate runs all scenarios over --days; leave out --cases and --only")
    }
    guard study.warmUp.map({ Int($0) != nil }) ?? true else {
      throw ProgramExit(
        .badInput, "error: a gate runs a stated warm-up; give --warm-up in working days")
    }
    let valid = try packOptions.valid(pack)
    let known = record ? nil : try Self.read(reference)
    let options = try known.map { try repeating($0) } ?? study
    guard try options.settings(valid.pack.hall.study).replications > 1 else {
      throw ProgramExit(.badInput, "error: a gate needs two replications at least")
    }
    let runner = StudyRunner(
      valid: valid, options: options, quiet: shared.quiet)
    let outcome = try await runner.run([config], plan: .init(recordsSteps: true))
    // Nothing is compared or written on the ground of a run that was broken or cut short.
    try StudyRunner.finish(outcome)
    guard let result = outcome.results.first, let compiled = outcome.studies.first else { return }
    guard let known else {
      if let made = ReferenceResult(compiled, result) {
        try Terminal.write(made.json.text, to: reference)
      }
      return
    }
    let check = GateCheck(reference: known, study: compiled, metrics: result.metrics, level: level)
    let report = GateReport(check, language: shared.language)
    if let path = study.json { try Terminal.write(report.json.text, to: path) }
    switch shared.format {
    case .json: try Terminal.write(report.json.text, to: shared.out)
    case .csv: try Terminal.write(report.csv, to: shared.out)
    case .table: try Terminal.write(report.table, to: shared.out)
    }
    if !check.passes { throw ProgramExit(.checkFailed) }
  }

  /// The period and the replications of a reference, with other random numbers unless a seed is
  /// given.
  private func repeating(_ known: ReferenceResult) throws(ProgramExit) -> StudyOptions {
    guard known.configuration == config else {
      throw ProgramExit(
        .badInput, "error: '\(reference)' is of configuration '\(known.configuration)'")
    }
    guard study.from == nil, study.days == nil, study.warmUp == nil else {
      throw ProgramExit(
        .badInput,
        "error: the period is that of the reference; leave out --from, --days and --warm-up")
    }
    var options = study
    options.from = known.from
    options.days = known.days
    options.warmUp = String(known.warmUpDays)
    options.replications = study.replications ?? known.replications
    options.seed = study.seed ?? known.seed % UInt64(Int64.max) + 1
    return options
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
