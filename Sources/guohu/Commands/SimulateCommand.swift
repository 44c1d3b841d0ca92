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

  @OptionGroup var recordOptions: RecordOptions
  @OptionGroup var study: StudyOptions
  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() async throws {
    let form = try recordOptions.form()
    let valid = try packOptions.valid(pack)
    let runner = StudyRunner(
      valid: valid, options: study, quiet: shared.quiet)
    let recording = try recordOptions.open(form, runner)
    let outcome = try await runner.run([config], keeper: recording?.keeper)
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
  }
}
