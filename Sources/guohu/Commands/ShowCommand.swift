// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning
import TransferModel

/// `guohu show`: one expanded graph.
struct ShowCommand: ParsableCommand {
  /// The forms in which a graph is shown.
  enum Form: String, ExpressibleByArgument, CaseIterable {
    case outline, yaml, json
  }

  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a flow of a scenario with every template filled in.",
    discussion: "guohu show [PACK] S01 --flow to-be")

  @Argument(help: "The pack folder, if given, then the scenario.")
  var arguments: [String]

  @Option(help: "The flow. Default: the last of the scenario.")
  var flow: String?

  @Option(help: "outline, yaml or json.")
  var format: Form = .outline

  @Option(help: "Write to a file instead of the terminal.")
  var out: String?

  @Option(help: "The language of labels: zh or en. Default: from the locale.")
  var lang: Language?

  @OptionGroup var packOptions: PackOptions

  func run() throws {
    guard let id = arguments.last, arguments.count <= 2 else {
      throw ProgramExit(.badInput, "error: name one scenario, such as S01")
    }
    let folder = arguments.count == 2 ? arguments[0] : "scenarios"
    let valid = try packOptions.valid(folder)
    let scenarios = valid.pack.scenarios
    guard let scenario = scenarios.first(where: { $0.id == id }) else {
      throw ProgramExit(
        .badInput,
        "error: scenario '\(id)' does not exist\(NearestName.hint(for: id, in: scenarios.map(\.id)))"
      )
    }
    let name = flow ?? scenario.flows.last?.name ?? ""
    guard let found = scenario.flow(name) else {
      throw ProgramExit(
        .badInput,
        "error: \(id) has no flow '\(name)'"
          + NearestName.hint(for: name, in: scenario.flows.map(\.name)))
    }
    let text: String
    switch format {
    case .outline:
      text = FlowOutline(scenario: scenario, flow: found, language: lang ?? Terminal.language).text
    case .yaml: text = ExpandedFlow(scenario: scenario, flow: found).yaml
    case .json: text = ExpandedFlow(scenario: scenario, flow: found).json.text
    }
    try Terminal.write(text, to: out)
  }
}
