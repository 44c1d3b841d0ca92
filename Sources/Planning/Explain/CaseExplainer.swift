// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Explains the cases of a record.
package struct CaseExplainer: Sendable {
  let record: StudyRecord
  private let visits: VisitsByCase
  let activity: PoolActivity
  let duty: DutyHours
  /// When each outage lasted.
  let outages: [[Range<Int64>]]
  let closedDays: Set<Int64>
  /// The nodes that each node leads to.
  private let successors: [Set<Int>]

  /// Prepares the explanation of any case.
  ///
  /// - Complexity: O(n log n) of the visits.
  package init(_ record: StudyRecord) {
    self.record = record
    visits = VisitsByCase(record)
    activity = PoolActivity(record)
    duty = DutyHours(record)
    outages = Self.outages(record)
    closedDays = Set(record.run.closedDays.map { Int64($0) })
    var successors: [Set<Int>] = []
    for scenario in record.study.scenarios {
      guard let flow = record.study.configuration.flow(of: scenario) else { continue }
      let offset = successors.count
      successors += flow.successors.map { Set($0.map { $0 + offset }) }
    }
    self.successors = successors
  }

  private static func outages(_ record: StudyRecord) -> [[Range<Int64>]] {
    var spans = record.study.outages.map { _ in [Range<Int64>]() }
    var since = [Int64?](repeating: nil, count: spans.count)
    for change in record.run.outageChanges {
      if change.isDown {
        since[change.outage] = change.time
      } else if let start = since[change.outage] {
        spans[change.outage].append(start..<change.time)
        since[change.outage] = nil
      }
    }
    for (outage, start) in since.enumerated() {
      if let start, start < record.run.end { spans[outage].append(start..<record.run.end) }
    }
    return spans
  }

  // MARK: Cases

  /// The case with a name such as `3-17`; nil where there is none.
  package func place(of name: String) -> Int? {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let stream = Int(parts[0]), let number = Int(parts[1]) else {
      return nil
    }
    return record.cases.place(stream: stream - 1, number: number - 1)
  }

  /// Looks for the case that took longest of those created after the warm-up and done.
  ///
  /// - Parameter scenario: Only cases of this scenario; nil takes all.
  /// - Returns: Its place, of equals that of the first to end; nil where there is none.
  package func longest(of scenario: String? = nil) -> Int? {
    var best: (micros: Int64, place: Int)?
    record.run.cases.forEach { recorded in
      guard recorded.hasEnded, recorded.outcome == .done, recorded.isCounted,
        scenario == nil || record.study.scenarios[Int(recorded.scenario)].id == scenario
      else { return }
      let (start, end) = bounds(recorded)
      if end - start > best?.micros ?? -1 { best = (end - start, record.cases.place(recorded)) }
    }
    return best?.place
  }

  /// The places of all cases, by stream and number.
  package var places: [Int] {
    (0..<record.cases.count).filter { record.cases.row(at: $0) != nil }
  }

  /// The beginning and the end of what is explained.
  private func bounds(_ recorded: RecordedCase) -> (Int64, Int64) {
    let start =
      recorded.grossStart == HallEngine.never ? recorded.created : recorded.grossStart
    let end = min(
      recorded.grossEnd == HallEngine.never ? recorded.ended : recorded.grossEnd, record.run.end)
    return (start, max(start, end))
  }

  // MARK: Explanation

  /// Explains the case at a place; nil where there is none.
  package func explain(_ place: Int) -> CaseExplanation? {
    guard let row = record.cases.row(at: place) else { return nil }
    let recorded = record.run.cases[row]
    let (start, end) = bounds(recorded)
    let rows = rows(of: recorded, at: place)
    var steps: [CaseExplanation.Step] = []
    var joins: [CaseExplanation.Join] = []
    if let last = lastVisit(recorded, rows) {
      let path = CriticalPath(rows, endingAt: last, record, successors)
      joins = path.joins.filter { $0.time >= start && $0.time <= end }
      for row in path.rows { steps += self.steps(of: row, recorded, start, end) }
    }
    return CaseExplanation(
      recorded: recorded,
      isFinished: recorded.hasEnded || recorded.grossEnd != HallEngine.never, start: start,
      end: end, steps: steps, joins: joins)
  }

  /// The rows of the visits of a case; of one that came in a batch, those of the batch first.
  private func rows(of recorded: RecordedCase, at place: Int) -> [UInt32] {
    let own = Array(visits.rows(at: place))
    let batch = record.run.batches.first { batch in
      batch.stream == recorded.stream && recorded.caseNumber > batch.first
        && recorded.caseNumber - batch.first < batch.count
    }
    guard let batch,
      let leader = record.cases.place(stream: Int(batch.stream), number: Int(batch.first))
    else { return own }
    let shared = visits.rows(at: leader)
    guard !own.isEmpty,
      let each = shared.firstIndex(where: { row in
        if case .each = record.nodes[Int(record.run.visits[Int(row)].node)].node.kind {
          true
        } else {
          false
        }
      })
    else { return Array(shared) }
    return Array(shared[...each]) + own
  }

  /// The position of the visit that ended the case: that in which the result came to hand, else the
  /// last end; of a case inside the oldest visit that is not over and waits for no other branch.
  private func lastVisit(_ recorded: RecordedCase, _ rows: [UInt32]) -> Int? {
    let visits = rows.map { record.run.visits[Int($0)] }
    if recorded.grossEnd != HallEngine.never {
      return visits.lastIndex { visit in
        record.study.plan.nodes[Int(visit.node)].marks.endsGross
          && visit.ended == recorded.grossEnd
      }
    }
    if recorded.hasEnded { return visits.indices.last }
    return visits.firstIndex { $0.ended > record.run.end && $0.course != .joining }
      ?? visits.indices.last
  }

  /// The steps of a visit between the bounds.
  private func steps(
    of row: UInt32, _ recorded: RecordedCase, _ start: Int64, _ end: Int64
  ) -> [CaseExplanation.Step] {
    let visit = record.run.visits[Int(row)]
    var steps: [CaseExplanation.Step] = []
    for span in spans(of: visit, recorded, until: end) {
      let first = max(span.start, start)
      let last = min(span.end, end)
      guard last > first else { continue }
      steps.append(
        CaseExplanation.Step(
          start: first, end: last, reason: span.reason, node: Int(visit.node), line: nil))
    }
    if !steps.isEmpty, steps[0].start < record.endOfWait(visit), visit.course != .balked {
      steps[0].line = activity.line(of: row)
    }
    return steps
  }
}
