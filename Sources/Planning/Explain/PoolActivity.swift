// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// What the servers of the pools of a record did, and who waited for them.
struct PoolActivity: Sendable {
  /// Something a server did.
  private struct Activity {
    var start: Int64
    var end: Int64
    var reason: TimeReason
  }

  private struct Pool {
    /// What servers did, by the end.
    var activities: [Activity] = []
    /// The rows of the visits whose wait counts here, in the order of joining.
    var rows: [UInt32] = []
  }

  private let record: StudyRecord
  private var pools: [Pool]

  /// Collects what happened at every pool.
  ///
  /// - Complexity: O(n log n) of the visits.
  init(_ record: StudyRecord) {
    self.record = record
    var pools = record.study.plan.pools.map { _ in Pool() }
    record.run.visits.forEachBlock { visits, first in
      for (index, visit) in visits.enumerated() {
        guard Int(visit.node) < record.nodes.count, StudyRecord.needsServer(visit) else { continue }
        let node = record.nodes[Int(visit.node)]
        if let pool = node.pool { pools[pool].rows.append(UInt32(first + index)) }
        for pool in node.pools {
          pools[pool].activities += Self.activities(visit, record.study.plan.pools[pool])
        }
      }
    }
    for pool in pools.indices {
      pools[pool].activities.sort { ($0.end, $0.start) < ($1.end, $1.start) }
    }
    self.pools = pools
  }

  /// What a visit made a server do: the service and the pause after it, or the call of a ticket.
  private static func activities(_ visit: Visit, _ pool: PlanPool) -> [Activity] {
    guard visit.started != HallEngine.never else { return [] }
    switch visit.course {
    case .served:
      let service = Activity(start: visit.started, end: visit.ended, reason: .queue)
      guard pool.pauseFactor > 0 else { return [service] }
      let pause = Elementary.micros(Double(visit.ended - visit.started) * pool.pauseFactor)
      return [
        service, Activity(start: visit.ended, end: visit.ended + pause, reason: .pause),
      ]
    case .reneged:
      return [
        Activity(
          start: visit.started, end: visit.started + pool.absentCallMicros, reason: .absentCall)
      ]
    default: return []
    }
  }

  /// What kept the server that took a case at an instant from taking it earlier: from the last
  /// activity that ended then back to the one before, and so on.
  ///
  /// - Returns: Stretches one after the other without gaps; what cannot be told is the queue.
  func reasons(at pool: Int, from start: Int64, to end: Int64) -> [ReasonSpan] {
    var spans: [ReasonSpan] = []
    var until = end
    while until > start {
      let activity = last(at: pool, endingAt: until)
      let begin = max(start, activity?.start ?? start)
      let reason = activity?.reason ?? .queue
      if let next = spans.last, next.reason == reason {
        spans[spans.count - 1].start = begin
      } else {
        spans.append(ReasonSpan(start: begin, end: until, reason: reason))
      }
      until = begin
    }
    return spans.reversed()
  }

  /// The longest activity that took time and ended at an instant.
  private func last(at pool: Int, endingAt end: Int64) -> Activity? {
    let list = pools[pool].activities
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].end < end { low = middle + 1 } else { high = middle }
    }
    guard low < list.count, list[low].end == end, list[low].start < end else { return nil }
    return list[low]
  }

  /// The place in line that the visit of a row met; nil where it needs no server.
  func line(of row: UInt32) -> CaseExplanation.Line? {
    let visit = record.run.visits[Int(row)]
    guard let pool = record.nodes[Int(visit.node)].pool, StudyRecord.needsServer(visit) else {
      return nil
    }
    let rows = pools[pool].rows
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] < row { low = middle + 1 } else { high = middle }
    }
    var line = CaseExplanation.Line(
      priority: visit.priority, ahead: Int(visit.queueLength), aheadInBetterClass: 0,
      overtakenBy: 0)
    // Of those who were called at that very instant some had gone before; the number met is known.
    var left = line.ahead
    var index = low - 1
    while left > 0, index >= 0 {
      let other = record.run.visits[Int(rows[index])]
      if record.endOfWait(other) >= visit.enabled, other.course != .balked {
        left -= 1
        if other.priority < visit.priority { line.aheadInBetterClass += 1 }
      }
      index -= 1
    }
    let end = record.endOfWait(visit)
    index = low + 1
    while index < rows.count {
      let other = record.run.visits[Int(rows[index])]
      if other.enabled > end { break }
      if other.course == .served, other.started < end { line.overtakenBy += 1 }
      index += 1
    }
    return line
  }
}

/// A stretch of time with its reason.
struct ReasonSpan {
  var start: Int64
  var end: Int64
  var reason: TimeReason
}
