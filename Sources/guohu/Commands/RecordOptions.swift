// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Planning
import TransferModel

/// The record of a replication as a file.
struct RecordOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write every visit of a replication to a file: FILE.csv, FILE.xes or FILE.json (OCEL 2.0).",
      valueName: "FILE"))
  var record: String?

  @Option(help: "The replication that is recorded, from 1. Default: 1.")
  var recordReplication: Int?

  /// The form the file name asks for; nil where nothing is recorded.
  func form() throws(ProgramExit) -> RecordForm? {
    guard let record else {
      if recordReplication != nil {
        throw ProgramExit(
          .badInput, "error: --record-replication says which replication --record writes; give both"
        )
      }
      return nil
    }
    guard let form = RecordForm(path: record) else {
      throw ProgramExit(
        .badInput,
        "error: --record writes .csv, .xes or .json (OCEL 2.0) files; '\(record)' ends in something "
          + "else")
    }
    return form
  }

  /// A keeper for the replication; nil where nothing is recorded.
  func keeper(of runner: StudyRunner) throws(ProgramExit) -> RecordKeeper? {
    guard record != nil else { return nil }
    let number = recordReplication ?? 1
    let count = try runner.options.settings(runner.valid.pack.hall.study).replications
    guard (1...count).contains(number) else {
      throw ProgramExit(
        .badInput,
        "error: --record-replication is from 1 to \(count), the number of replications")
    }
    return RecordKeeper(replication: number - 1)
  }

  /// Writes the file.
  func write(
    _ form: RecordForm, _ keeper: RecordKeeper, of outcome: StudyRunner.Outcome,
    _ runner: StudyRunner
  ) throws {
    guard let record else { return }
    guard let kept = try runner.record(keeper, of: outcome) else {
      throw ProgramExit(
        .cancelled,
        "cancelled before replication \(keeper.replication + 1) was finished; nothing was recorded")
    }
    let file = try OutputFile(record)
    try kept.write(form) { try file.write($0) }
    try file.finish()
  }
}
