// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Why the time of a visit passed.
extension CaseExplainer {
  /// The stretches of a visit up to an instant, with their reasons.
  func spans(
    of visit: Visit, _ recorded: RecordedCase, until end: Int64
  ) -> [ReasonSpan] {
    let node = record.nodes[Int(visit.node)]
    let last = min(visit.ended, end)
    if StudyRecord.needsServer(visit) {
      let called = min(record.endOfWait(visit), end)
      var spans = queueing(visit, node, until: called)
      if visit.course == .served, visit.started <= end {
        var isAtCounter = false
        if case .task(let task) = node.node.kind { isAtCounter = task.isInHall }
        spans.append(
          ReasonSpan(
            start: visit.started, end: last, reason: isAtCounter ? .service : .deskWork))
      }
      return spans
    }
    if visit.course == .joining || visit.course == .joined {
      return [ReasonSpan(start: visit.enabled, end: last, reason: .join)]
    }
    switch node.node.kind {
    case .task(let task):
      let begin = min(visit.started, last)
      return [
        ReasonSpan(start: visit.enabled, end: begin, reason: .outage),
        ReasonSpan(
          start: begin, end: last, reason: task.kind == .automatic ? .automatic : .applicant),
      ]
    case .wait(let wait):
      switch wait.rule {
      case .untilOpen: return [ReasonSpan(start: visit.enabled, end: last, reason: .doors)]
      case .appointment:
        return [ReasonSpan(start: visit.enabled, end: last, reason: .appointment)]
      case .time:
        let ready = wait.rounds == nil ? last : min(visit.started, last)
        return [
          ReasonSpan(
            start: visit.enabled, end: ready, reason: reason(of: node, visit, recorded)),
          ReasonSpan(start: ready, end: last, reason: .round),
        ]
      }
    default: return [ReasonSpan(start: visit.enabled, end: last, reason: .wait)]
    }
  }

  /// The reason of a wait for a time.
  private func reason(
    of node: StudyRecord.Node, _ visit: Visit, _ recorded: RecordedCase
  ) -> TimeReason {
    if node.stopsClock { return .clockStopped }
    if !node.node.legalBasis.isEmpty { return .statutory }
    let isRunning =
      recorded.legalStart <= visit.enabled && visit.enabled < recorded.legalEnd
    return isRunning ? .wait : .away
  }

  // MARK: Queues

  /// Why a visit waited for its server: its pools were closed, an outage stopped the step, nobody was
  /// on duty, or else what the server that took it was doing.
  private func queueing(
    _ visit: Visit, _ node: StudyRecord.Node, until end: Int64
  ) -> [ReasonSpan] {
    var spans: [ReasonSpan] = []
    for span in duty.spans(visit, in: node.pools, until: end) {
      guard span.kind != .closed else {
        spans += closed(span.start, span.end)
        continue
      }
      for part in stopped(Int(visit.node), span.start, span.end) {
        if part.reason == .outage {
          spans.append(part)
        } else if span.kind == .unmanned {
          spans.append(ReasonSpan(start: part.start, end: part.end, reason: .unmanned))
        } else if let pool = node.pool {
          spans += activity.reasons(at: pool, from: part.start, to: part.end)
        }
      }
    }
    return spans
  }

  /// Parts a stretch in which a pool was closed by whether the hall was closed for the day.
  private func closed(_ start: Int64, _ end: Int64) -> [ReasonSpan] {
    var spans: [ReasonSpan] = []
    var from = start
    while from < end {
      let day = from / HallEngine.day
      let until = min(end, (day + 1) * HallEngine.day)
      let reason: TimeReason = closedDays.contains(day) ? .hallClosed : .poolClosed
      if let last = spans.last, last.reason == reason {
        spans[spans.count - 1].end = until
      } else {
        spans.append(ReasonSpan(start: from, end: until, reason: reason))
      }
      from = until
    }
    return spans
  }

  /// Parts a stretch by whether an outage stopped a node.
  private func stopped(_ node: Int, _ start: Int64, _ end: Int64) -> [ReasonSpan] {
    let mask = record.study.plan.nodes[node].stoppedBy
    var cuts: Set<Int64> = [end]
    let spans = outages.indices.filter { mask & 1 << UInt64($0) != 0 }.flatMap { outages[$0] }
      .filter { $0.overlaps(start..<max(start + 1, end)) }
    for span in spans {
      cuts.formUnion([span.lowerBound, span.upperBound].filter { $0 > start && $0 < end })
    }
    var parts: [ReasonSpan] = []
    var from = start
    for cut in cuts.sorted() where cut > from {
      let reason: TimeReason = spans.contains { $0.contains(from) } ? .outage : .queue
      if let last = parts.last, last.reason == reason {
        parts[parts.count - 1].end = cut
      } else {
        parts.append(ReasonSpan(start: from, end: cut, reason: reason))
      }
      from = cut
    }
    return parts
  }
}
