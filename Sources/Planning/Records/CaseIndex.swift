// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// Gives every case of a record a place of its own, by stream and number, from 0 without large gaps.
struct CaseIndex: Sendable {
  private let offsets: [Int]
  /// The row of the case at each place; -1 where there is no such case.
  private let rows: [Int32]

  /// Indexes the cases of a record.
  ///
  /// - Complexity: O(cases).
  init(_ cases: RowList<RecordedCase>) {
    var counts: [Int] = []
    cases.forEach { recorded in
      let stream = Int(recorded.stream)
      while counts.count <= stream { counts.append(0) }
      counts[stream] = max(counts[stream], Int(recorded.caseNumber) + 1)
    }
    var offsets = [0]
    for count in counts { offsets.append((offsets.last ?? 0) + count) }
    var rows = [Int32](repeating: -1, count: offsets.last ?? 0)
    cases.forEachBlock { block, first in
      for (index, recorded) in block.enumerated() {
        rows[offsets[Int(recorded.stream)] + Int(recorded.caseNumber)] = Int32(first + index)
      }
    }
    self.offsets = offsets
    self.rows = rows
  }

  /// The number of places.
  var count: Int { rows.count }

  /// The place of the case of a visit.
  @inline(__always)
  func place(_ visit: Visit) -> Int { offsets[Int(visit.stream)] &+ Int(visit.caseNumber) }

  /// The place of a case of the record.
  func place(_ recorded: RecordedCase) -> Int {
    offsets[Int(recorded.stream)] + Int(recorded.caseNumber)
  }

  /// The place of a case by stream and number, both from 0; nil where there is none.
  func place(stream: Int, number: Int) -> Int? {
    guard stream >= 0, stream + 1 < offsets.count, number >= 0 else { return nil }
    let place = offsets[stream] + number
    return place < offsets[stream + 1] && rows[place] >= 0 ? place : nil
  }

  /// The row of the case at a place; nil where there is none.
  func row(at place: Int) -> Int? { rows[place] >= 0 ? Int(rows[place]) : nil }
}
