// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning

/// `guohu compare`: configurations under common random numbers.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare configurations with the same random numbers, each against the first.",
    discussion: "guohu compare [PACK] B0 B2 …")

  @Argument(help: "The pack folder, if given, then two or more configurations.")
  var arguments: [String]

  @OptionGroup var precision: PrecisionOptions
  @OptionGroup var study: StudyOptions
  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() async throws {
    let (folder, names) = PackArguments.split(arguments)
    guard names.count >= 2 else {
      throw ProgramExit(
        .badInput, "error: compare needs two or more configurations, such as B0 B2")
    }
    if Set(names).count < names.count {
      throw ProgramExit(.badInput, "error: name each configuration once")
    }
    let valid = try packOptions.valid(folder)
    let runner = StudyRunner(
      valid: valid, options: study, quiet: shared.quiet)
    let goal = try precision.goal(study)
    if goal == nil, !precision.names.isEmpty {
      throw ProgramExit(.badInput, "error: --headline goes with --precision")
    }
    let outcome = try await runner.run(names, plan: .init(goal: goal))
    let comparison = ComparisonResult(outcome.results)
    if let path = study.json { try Terminal.write(comparison.json.text, to: path) }
    switch shared.format {
    case .json: try Terminal.write(comparison.json.text, to: shared.out)
    case .csv: try Terminal.write(ResultCSV.text(outcome.results), to: shared.out)
    case .table:
      try Terminal.write(
        ComparisonTable(comparison, language: shared.language).text, to: shared.out)
    }
    try StudyRunner.finish(outcome)
  }
}
