// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning
import TransferModel

/// `guohu indicators`: the figures of the reform, computed from the graphs.
struct IndicatorsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "indicators",
    abstract: "Compute the figures of the reform from the graphs, with the nodes behind each.",
    discussion: """
      Time, materials, steps and trips before and after, the ratio of committed to statutory \
      limits, on-the-spot and online depth, the five aims of the joint window, fees, and expected \
      staff minutes and trips. docs/indicators.md gives the formulas.
      """)

  @Argument(help: "The pack folder.")
  var pack = "scenarios"

  @Option(help: "The name of the flows before the reform.")
  var before = "as-is"

  @Option(help: "The name of the flows after the reform.")
  var after = "to-be"

  @Flag(help: "Read the target as \"by 40%\" (ratio up to 0.60), not \"down to 40%\" (0.40).")
  var targetBy = false

  @Option(help: "A scenario whose figures are listed with the nodes and papers behind them.")
  var explain: String?

  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    let valid = try packOptions.valid(pack)
    let flows = Set(valid.pack.scenarios.flatMap { $0.flows.map(\.name) })
    for name in [before, after] where !flows.contains(name) {
      throw ProgramExit(
        .badInput,
        "error: no scenario has a flow '\(name)'\(NearestName.hint(for: name, in: flows))")
    }
    let indicators = valid.pack.indicators(before: before, after: after)
    if let explain {
      let counted = indicators.scenarios.map(\.scenario.id)
      guard counted.contains(explain) else {
        throw ProgramExit(
          .badInput,
          "error: '\(explain)' is no scenario that is counted"
            + NearestName.hint(for: explain, in: counted))
      }
    }
    let report = try report(valid, indicators)
    switch shared.format {
    case .json: try Terminal.write(report.json.text, to: shared.out)
    case .csv: try Terminal.write(IndicatorCSV.text(report), to: shared.out)
    case .table:
      let table = IndicatorTable(report, language: shared.language)
      let explanation = explain.flatMap {
        IndicatorExplanation(report, scenario: $0, language: shared.language)?.text
      }
      try Terminal.write(explanation ?? table.text, to: shared.out)
    }
  }

  private func report(
    _ valid: ValidPack, _ indicators: ReformIndicators
  ) throws(ProgramExit) -> IndicatorReport {
    do {
      return IndicatorReport(
        packPath: valid.pack.path, packHash: valid.pack.hash, changes: valid.pack.changes,
        target: targetBy ? .by : .downTo,
        indicators: indicators,
        expectedBefore: try CaseExpectation.all(valid, flow: before),
        expectedAfter: try CaseExpectation.all(valid, flow: after))
    } catch {
      throw ProgramExit(.badInput, "error: \(error.description)")
    }
  }
}
