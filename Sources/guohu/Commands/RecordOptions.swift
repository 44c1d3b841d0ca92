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

  /// Opens the file and says which replication is recorded; nil where none is.
  ///
  /// - Throws: An exit where the number does not fit, or the file cannot be written; better now than
  ///   after a long run.
  func open(
    _ form: RecordForm?, _ runner: StudyRunner, _ plan: StudyRunner.Plan
  ) throws(ProgramExit) -> Recording? {
    guard let record, let form else { return nil }
    let number = recordReplication ?? 1
    let settings = try runner.options.settings(runner.valid.pack.hall.study)
    // How many there are to be is not known before a goal is reached.
    let count = plan.goal?.minimum ?? settings.replications
    guard (1...count).contains(number) else {
      throw ProgramExit(
        .badInput,
        "error: --record-replication is from 1 to \(count), the number of replications")
    }
    return Recording(
      form: form, keeper: RecordKeeper(replication: number - 1), file: try OutputFile(record))
  }
}

/// A record that is to be written.
struct Recording {
  /// The form of the file.
  let form: RecordForm
  /// Takes the record while the study runs.
  let keeper: RecordKeeper
  /// The file.
  let file: OutputFile

  /// Writes what was recorded.
  func write(_ outcome: StudyRunner.Outcome, _ runner: StudyRunner) throws {
    guard let record = try runner.record(keeper, of: outcome) else {
      throw ProgramExit(
        .cancelled,
        "cancelled before replication \(keeper.replication + 1) was finished; nothing was recorded")
    }
    try record.write(form) { try file.write($0) }
    try file.finish()
  }
}
