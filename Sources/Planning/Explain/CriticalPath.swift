// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// The visits of a case that decided when it was over: from the last one back, at each join along the
/// branch that came last.
struct CriticalPath {
  /// The rows of the visits, the first one first.
  let rows: [UInt32]
  /// The joins on the way, in order.
  let joins: [CaseExplanation.Join]

  /// Follows a case back from one of its visits.
  ///
  /// A visit follows the latest one that ended when it began and has an edge to it: in a sound flow
  /// two tokens of a case meet nowhere but at a join, and there the later row is the later branch.
  ///
  /// - Parameters:
  ///   - rows: The rows of the visits of the case, in the order of entry.
  ///   - last: The position in `rows` to begin at.
  ///   - record: The record.
  ///   - successors: The nodes each node of the plan leads to.
  init(_ rows: [UInt32], endingAt last: Int, _ record: StudyRecord, _ successors: [Set<Int>]) {
    let visits = rows.map { record.run.visits[Int($0)] }
    func predecessor(_ position: Int) -> Int? {
      let visit = visits[position]
      return (0..<position).last { index in
        visits[index].ended == visit.enabled
          && successors[Int(visits[index].node)].contains(Int(visit.node))
      }
    }
    var path: [UInt32] = []
    var joins: [CaseExplanation.Join] = []
    var position: Int? = last
    while let current = position {
      path.append(rows[current])
      let visit = visits[current]
      if visit.course == .joined {
        let others = visits.indices.filter { index in
          index != current && visits[index].node == visit.node && visits[index].ended == visit.ended
        }
        joins.append(
          CaseExplanation.Join(
            node: Int(visit.node), time: visit.ended,
            others: others.map { index in
              CaseExplanation.Branch(
                node: Int(predecessor(index).map { visits[$0].node } ?? visit.node),
                micros: visit.ended - visits[index].enabled)
            }))
      }
      position = predecessor(current)
    }
    self.rows = path.reversed()
    self.joins = joins.reversed()
  }
}
