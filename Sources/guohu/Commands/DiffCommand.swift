// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning
import ScenarioFiles
import TransferModel

/// `guohu diff`: what changed between two packs, by meaning.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Say what changed between two packs, by meaning.")

  @Argument(help: ArgumentHelp("The first pack folder.", valueName: "PACK-A"))
  var first: String

  @Argument(help: ArgumentHelp("The second pack folder.", valueName: "PACK-B"))
  var second: String

  @Flag(help: "End with 1 where anything differs.")
  var failOnChange = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let from = try PackOptions.valid(PackReader.read(folder: first))
    let to = try PackOptions.valid(PackReader.read(folder: second))
    let comparison = PackComparison(from: from, to: to)
    let table = DifferenceTable(comparison, from: from.pack, to: to.pack, shared.language)
    switch shared.format {
    case .json: try Terminal.write(table.json.text, to: shared.out)
    case .csv: try Terminal.write(table.csv, to: shared.out)
    case .table: try Terminal.write(table.text, to: shared.out)
    }
    let count = comparison.differences.count
    if failOnChange, count > 0 {
      throw ProgramExit(
        .checkFailed, "error: \(count) difference\(count == 1 ? "" : "s") of meaning")
    }
  }
}
