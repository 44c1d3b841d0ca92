// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning

/// `guohu simulate`: one configuration.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Simulate one configuration: hall, pools and scenarios with intervals.")

  @Argument(help: "The pack folder.")
  var pack = "scenarios"

  @Option(help: "The configuration, such as B2.")
  var config: String

  @Option(
    help: ArgumentHelp(
      "Make one long run and cut it into so many batches, 8 or more, for intervals without "
        + "replications; 1 where the batches of a --headline correlate.",
      valueName: "N"))
  var batchMeans: Int?

  @OptionGroup var precision: PrecisionOptions
  @OptionGroup var recordOptions: RecordOptions
  @OptionGroup var study: StudyOptions
  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() async throws {
    let form = try recordOptions.form()
    let valid = try packOptions.valid(pack)
    let runner = StudyRunner(
      valid: valid, options: study, quiet: shared.quiet)
    var plan = try plan()
    if form != nil, plan.batches != nil {
      throw ProgramExit(
        .badInput, "error: --record records a replication; leave out --batch-means")
    }
    let recording = try recordOptions.open(form, runner, plan)
    plan.keeper = recording?.keeper
    let outcome = try await runner.run([config], plan: plan)
    guard let result = outcome.results.first else {
      throw ProgramExit(.cancelled, "cancelled before the first replication was finished")
    }
    if let path = study.json { try Terminal.write(result.json.text, to: path) }
    switch shared.format {
    case .json: try Terminal.write(result.json.text, to: shared.out)
    case .csv: try Terminal.write(ResultCSV.text([result]), to: shared.out)
    case .table:
      try Terminal.write(ResultTable(result, language: shared.language).text, to: shared.out)
    }
    try recording?.write(outcome, runner)
    try StudyRunner.finish(outcome)
    if let report = result.batches, !report.rows.allSatisfy(\.isAccepted) {
      throw ProgramExit(
        .checkFailed,
        "error: "
          + result.warnings.filter { $0.contains("has no interval") }.joined(separator: "; "))
    }
  }

  /// How intervals come about.
  private func plan() throws(ProgramExit) -> StudyRunner.Plan {
    var plan = StudyRunner.Plan(goal: try precision.goal(study))
    if let count = batchMeans {
      guard (BatchRun.minimum...100_000).contains(count) else {
        throw ProgramExit(
          .badInput,
          "error: --batch-means is a number of batches from \(BatchRun.minimum) up, such as 20")
      }
      guard study.replications ?? 1 == 1, plan.goal == nil else {
        throw ProgramExit(
          .badInput,
          "error: --batch-means cuts one run; leave out --replications and --precision")
      }
      plan.batches = count
      plan.headlines = try precision.headlines()
    } else if plan.goal == nil, !precision.names.isEmpty {
      throw ProgramExit(.badInput, "error: --headline goes with --precision or --batch-means")
    }
    return plan
  }
}
