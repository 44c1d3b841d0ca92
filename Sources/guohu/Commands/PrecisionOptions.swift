// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning

/// How many replications are made, where that is left to the results.
struct PrecisionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Replicate until the 95 % half-width of each headline is at most this share of its mean.",
      valueName: "0.05"))
  var precision: Double?

  @Option(
    name: .customLong("headline"), parsing: .singleValue,
    help: ArgumentHelp(
      "A number that is looked at, such as waitMinutes, pools.R-COMP.utilisation or "
        + "scenarios.S01.grossWorkingDays. May be repeated. Default: waitMinutes.",
      valueName: "NAME"))
  var names: [String] = []

  @Option(help: "With --precision: the least number of replications. Default: 10.")
  var minReplications: Int?

  @Option(help: "With --precision: the largest number of replications. Default: 500.")
  var maxReplications: Int?

  /// The headlines chosen, or the mean wait.
  func headlines() throws(ProgramExit) -> [Headline] {
    try Self.headlines(names)
  }

  /// Reads names of headlines; none are the mean wait.
  static func headlines(_ names: [String]) throws(ProgramExit) -> [Headline] {
    guard !names.isEmpty else { return [.wait] }
    var found: [Headline] = []
    for name in names {
      do { found.append(try Headline(text: name)) } catch {
        throw ProgramExit(.badInput, "error: \(error.description)")
      }
    }
    return found
  }

  /// The goal, nil where the number of replications is given.
  func goal(_ study: StudyOptions) throws(ProgramExit) -> PrecisionGoal? {
    guard let precision else {
      guard minReplications == nil, maxReplications == nil else {
        throw ProgramExit(
          .badInput, "error: --min-replications and --max-replications go with --precision")
      }
      return nil
    }
    guard study.replications == nil else {
      throw ProgramExit(.badInput, "error: give --replications or --precision, not both")
    }
    guard precision > 0, precision < 1 else {
      throw ProgramExit(
        .badInput, "error: --precision is a share of the mean above 0 and below 1, such as 0.05")
    }
    let minimum = minReplications ?? min(10, maxReplications ?? 10)
    let maximum = maxReplications ?? max(500, minimum)
    guard minimum >= 2, minimum <= maximum, maximum <= 100_000 else {
      throw ProgramExit(
        .badInput,
        "error: --min-replications is at least 2 and --max-replications from there to 100000")
    }
    return PrecisionGoal(
      share: precision, headlines: try headlines(), minimum: minimum, maximum: maximum)
  }
}
