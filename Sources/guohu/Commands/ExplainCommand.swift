// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning
import TransferModel

/// `guohu explain`: why the time of one case passed.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain why each minute of one case passed, along its critical path.",
    discussion: """
      Takes the options of simulate, so that a case of a run is explained by the same words: \
      guohu explain --config B2 --days 60 --scenario S05
      """)

  @Argument(help: "The pack folder.")
  var pack = "scenarios"

  @Option(help: "The configuration, such as B2.")
  var config: String

  @Option(
    name: .customLong("case"),
    help: ArgumentHelp(
      "The case, by its name in a record, such as 3-17. Default: the one that took longest.",
      valueName: "NAME"))
  var name: String?

  @Flag(help: "The case that took longest of those that are done.")
  var longest = false

  @Option(
    help: ArgumentHelp("Look for the longest case among those of a scenario.", valueName: "ID"))
  var scenario: String?

  @Option(help: "The replication, from 1.")
  var replication = 1

  @OptionGroup var study: StudyOptions
  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    if name != nil, longest || scenario != nil {
      throw ProgramExit(
        .badInput, "error: --case names the case; leave --longest and --scenario out")
    }
    let valid = try packOptions.valid(pack)
    if let scenario, !valid.pack.scenarios.contains(where: { $0.id == scenario }) {
      throw ProgramExit(
        .badInput,
        "error: scenario '\(scenario)' does not exist"
          + NearestName.hint(for: scenario, in: valid.pack.scenarios.map(\.id)))
    }
    let runner = StudyRunner(valid: valid, options: study, quiet: shared.quiet)
    let record = try runner.record(config, replication: replication)
    let explainer = CaseExplainer(record)
    guard let explanation = explainer.explain(try place(explainer)) else {
      throw ProgramExit(.badInput, "error: the run has no case '\(name ?? "")'")
    }
    let json = explanation.json(record, valid.pack).text
    if let path = study.json { try Terminal.write(json, to: path) }
    switch shared.format {
    case .json: try Terminal.write(json, to: shared.out)
    case .csv:
      try Terminal.write(ExplanationTable(explanation, record, .en).csv, to: shared.out)
    case .table:
      try Terminal.write(
        ExplanationTable(explanation, record, shared.language).text, to: shared.out)
    }
    guard explanation.isComplete else {
      throw ProgramExit(
        .checkFailed, "error: the steps do not add up to the gross time of the case")
    }
  }

  private func place(_ explainer: CaseExplainer) throws(ProgramExit) -> Int {
    if let name {
      guard let place = explainer.place(of: name) else {
        throw ProgramExit(
          .badInput,
          "error: the run has no case '\(name)'; a case is the number of its stream and its own in it, "
            + "such as 3-17, as --record writes it")
      }
      return place
    }
    guard let place = explainer.longest(of: scenario) else {
      throw ProgramExit(
        .badInput,
        "error: no case \(scenario.map { "of \($0) " } ?? "")that came after the warm-up was done when "
          + "the run ended; give more days, or name one by --case")
    }
    return place
  }
}
