// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// The visits of a record case by case.
struct VisitsByCase: Sendable {
  private let firsts: [Int]
  private let rows: [UInt32]

  /// Orders the visits of nodes that flows have by case; those of a case stay in their order.
  ///
  /// - Complexity: O(visits).
  init(_ record: StudyRecord) {
    let known = record.nodes.count
    var counts = [Int](repeating: 0, count: record.cases.count + 1)
    record.run.visits.forEach { visit in
      if Int(visit.node) < known { counts[record.cases.place(visit) + 1] += 1 }
    }
    for place in 1..<counts.count { counts[place] += counts[place - 1] }
    firsts = counts
    var next = counts
    var rows = [UInt32](repeating: 0, count: counts.last ?? 0)
    record.run.visits.forEachBlock { visits, first in
      for (index, visit) in visits.enumerated() where Int(visit.node) < known {
        let place = record.cases.place(visit)
        rows[next[place]] = UInt32(first + index)
        next[place] += 1
      }
    }
    self.rows = rows
  }

  /// The rows of the visits of the case at a place, in the order of entry.
  func rows(at place: Int) -> ArraySlice<UInt32> { rows[firsts[place]..<firsts[place + 1]] }
}
