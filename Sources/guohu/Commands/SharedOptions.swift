// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import ScenarioFiles
import TransferModel

/// The forms of output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, json, csv
}

extension Language: ExpressibleByArgument {}

/// Options that mean the same in every command.
struct SharedOptions: ParsableArguments {
  @Option(help: "The form of the output: table, json or csv.")
  var format: OutputFormat = .table

  @Option(help: "Write to a file instead of the terminal.")
  var out: String?

  @Option(help: "The language of tables: zh or en. Default: from the locale.")
  var lang: Language?

  @Flag(help: "No progress line and no remarks.")
  var quiet = false

  /// The language chosen, or that of the locale.
  var language: Language { lang ?? Terminal.language }
}

/// A pack and changes of it.
struct PackOptions: ParsableArguments {
  @Option(
    name: .customLong("preset"), parsing: .singleValue,
    help: ArgumentHelp(
      "Make the changes of a preset of the pack; 'guohu list' names them. May be repeated.",
      valueName: "NAME"))
  var presets: [String] = []

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Change a value of the pack, e.g. hall.pools.R-COMP.servers=16. May be repeated.",
      valueName: "PATH=VALUE"))
  var changes: [String] = []

  /// Reads the pack with changes and findings.
  func read(_ folder: String) throws(ProgramExit) -> PackReader.Result {
    try open(folder).read()
  }

  /// Reads the files of the pack and makes the changes.
  func open(_ folder: String) throws(ProgramExit) -> OpenedPack {
    var read: [PackChange] = []
    for text in changes {
      guard let change = PackChange(text: text) else {
        throw ProgramExit(
          .badInput,
          "error: --set needs PATH=VALUE, such as hall.pools.R-COMP.servers=16; "
            + "'\(text)' has no '='")
      }
      read.append(change)
    }
    return OpenedPack(folder: folder, presets: presets, changes: read)
  }

  /// Reads and validates the pack; findings go to the error stream.
  func valid(_ folder: String) throws(ProgramExit) -> ValidPack {
    try Self.valid(read(folder))
  }

  /// Validates a pack; findings go to the error stream.
  static func valid(_ read: PackReader.Result) throws(ProgramExit) -> ValidPack {
    var result = read
    let valid = result.pack.flatMap { $0.validated(findings: &result.findings) }
    let errors = result.findings.sorted.filter { $0.severity == .error }
    for finding in errors.prefix(FindingList.limit) { Terminal.printError(finding.description) }
    guard let valid, errors.isEmpty else {
      throw ProgramExit(
        .badInput, "\(errors.count) error\(errors.count == 1 ? "" : "s"); nothing was run")
    }
    return valid
  }
}

/// How findings are listed.
enum FindingList {
  /// The most that are printed.
  static let limit = 200
}
