// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning
import TransferModel

/// `guohu route`: the questions that lead to exactly one scenario, and the proof that they do.
struct RouteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "route",
    abstract:
      "Show the questions that lead a transfer to its scenario, and prove they lead to one.",
    discussion: "guohu route [PACK] --answer right=building --answer basis=sale")

  @Argument(help: "The pack folder.")
  var pack = "scenarios"

  @Option(
    name: .customLong("answer"), parsing: .singleValue,
    help: ArgumentHelp(
      "Follow this answer and say what comes next. May be repeated.",
      valueName: "QUESTION=ANSWER"))
  var answers: [String] = []

  @OptionGroup var packOptions: PackOptions
  @OptionGroup var shared: SharedOptions

  func run() throws {
    let facts = try answers.map { text throws(ProgramExit) in
      guard let fact = RoutingFact(text: text) else {
        throw ProgramExit(
          .badInput, "error: --answer needs QUESTION=ANSWER, such as basis=sale, not '\(text)'")
      }
      return fact
    }
    let valid = try packOptions.valid(pack)
    do {
      if facts.isEmpty {
        try prove(valid)
      } else {
        try walk(valid, facts)
      }
    } catch let error as RoutingError {
      throw ProgramExit(.badInput, "error: \(error.description)")
    }
  }

  private func walk(_ valid: ValidPack, _ facts: [RoutingFact]) throws {
    let walk = try RoutingWalk(valid, answers: facts)
    switch shared.format {
    case .json: try Terminal.write(walk.json(valid.pack).text, to: shared.out)
    case .csv: try Terminal.write(RoutingWalkTable(walk, valid.pack, .en).csv, to: shared.out)
    case .table:
      try Terminal.write(RoutingWalkTable(walk, valid.pack, shared.language).text, to: shared.out)
    }
  }

  private func prove(_ valid: ValidPack) throws {
    let proof = try RoutingProof(valid)
    switch shared.format {
    case .json: try Terminal.write(proof.json(valid.pack).text, to: shared.out)
    case .csv: try Terminal.write(RoutingTable(proof, valid.pack, .en).csv, to: shared.out)
    case .table:
      try Terminal.write(RoutingTable(proof, valid.pack, shared.language).text, to: shared.out)
    }
    guard proof.holds else {
      throw ProgramExit(
        .checkFailed,
        proof.failing.value > 0
          ? "error: \(proof.failing) combinations of answers are not led to exactly one scenario"
          : "error: nothing leads to \(proof.unreached.joined(separator: ", "))")
    }
  }
}
