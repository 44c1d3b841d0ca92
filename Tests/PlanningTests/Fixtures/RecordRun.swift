// SPDX-License-Identifier: Apache-2.0

import Foundation
import HallEngine
import Planning
import Testing
import TransferModel

/// One recorded replication of a pack, and its files as they are written.
struct RecordRun {
  /// The record.
  let record: StudyRecord
  /// What the engine measured.
  let result: ReplicationResult
  /// The pack.
  let valid: ValidPack

  /// Records a replication of a pack of the test folder, for the days its study names.
  init(_ name: String, changes: [String] = [], index: UInt32 = 0) throws {
    let valid = try TestPack.valid(TestPack.folder(name), changes: changes)
    try self.init(valid, TestPack.compile(valid, warmUpDays: 0), index: index)
  }

  /// Records a replication of a compiled pack.
  init(_ valid: ValidPack, _ study: CompiledStudy, index: UInt32 = 0, seed: UInt64 = 1) throws {
    result = Replication(
      seed: seed, index: index, warmUpEnd: study.warmUpEnd, horizon: study.horizon,
      caseLimit: study.caseLimit, recordsVisits: true
    ).run(study.plan)
    record = StudyRecord(
      try #require(result.record), of: study, hall: valid.pack.hall,
      from: valid.pack.hall.study.from, replication: Int(index), seed: seed)
    self.valid = valid
  }

  /// The record as a file.
  func text(_ form: RecordForm) throws -> String {
    var bytes: [UInt8] = []
    try record.write(form) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The rows of the CSV by the names of its columns.
  func rows() throws -> [[String: String]] {
    let lines = try text(.csv).split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let header = try #require(lines.first)
    return lines.dropFirst().map { cells in
      #expect(cells.count == header.count)
      return Dictionary(zip(header, cells)) { first, _ in first }
    }
  }

  /// The cells of some columns of the rows of a node, or of all rows, separated by blanks; times of a
  /// civil calendar as day of the month and time, without seconds where there are none.
  func lines(of node: String? = nil, _ columns: String...) throws -> [String] {
    try rows().filter { node == nil || $0["node"] == node }.map { row in
      columns.map { Self.short(row[$0] ?? "?") }.joined(separator: " ")
    }
  }

  private static func short(_ cell: String) -> String {
    guard cell.count == 26, cell.contains("T") else { return cell.isEmpty ? "-" : cell }
    return String(cell.dropFirst(8)).replacing("T", with: "/").replacing(":00.000000", with: "")
  }
}
