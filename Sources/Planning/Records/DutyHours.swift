// SPDX-License-Identifier: Apache-2.0

import HallEngine

/// When the pools of a record had nobody who could begin a service, and how much of a wait fell then.
struct DutyHours: Sendable {
  /// A pool from an instant on.
  private struct Stretch {
    var time: Int64
    /// Whether servers may begin a service: some are on duty, or those are there who serve who came
    /// before the closing.
    var serves: Bool
    var isOpen: Bool
    /// How long the pool did not serve before `time`.
    var offBefore: Int64
  }

  private var pools: [[Stretch]]

  init(_ record: StudyRecord) {
    pools = record.study.plan.pools.map { _ in [] }
    for change in record.run.dutyChanges {
      let last = pools[change.pool].last
      let drains =
        record.study.plan.pools[change.pool].atClose == .drain && !change.isOpen && last != nil
      let serves = drains ? last?.serves ?? false : change.onDuty > 0
      if let last, last.serves == serves, last.isOpen == change.isOpen { continue }
      var off = last?.offBefore ?? 0
      if let last, !last.serves { off += change.time - last.time }
      if last?.time == change.time { pools[change.pool].removeLast() }
      pools[change.pool].append(
        Stretch(time: change.time, serves: serves, isOpen: change.isOpen, offBefore: off))
    }
  }

  /// Whether a pool serves all the time.
  func isAlwaysServing(_ pool: Int) -> Bool { pools[pool].count == 1 && pools[pool][0].serves }

  /// How long none of the servers a visit needed could begin its service, from joining the queue to
  /// an instant: a pool of it was closed (for one who came after the closing, until it opened again),
  /// or had nobody on duty.
  func offDuty(_ visit: Visit, in wanted: [Int], until end: Int64) -> Int64 {
    if wanted.count == 1, !visit.isLate {
      return off(wanted[0], before: end) - off(wanted[0], before: visit.enabled)
    }
    return spans(visit, in: wanted, until: end).reduce(0) {
      $1.kind == .serving ? $0 : $0 + $1.end - $1.start
    }
  }

  /// What a pool, or the least ready of several, was doing for a visit.
  enum Kind: Int, Comparable {
    /// Servers were on duty.
    case serving
    /// Open, but nobody on duty: all had a break or were absent.
    case unmanned
    /// Closed.
    case closed

    static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
  }

  /// A stretch of a wait.
  struct Span {
    var start: Int64
    var end: Int64
    var kind: Kind
  }

  /// The stretches of a wait, one after the other without gaps.
  func spans(_ visit: Visit, in wanted: [Int], until end: Int64) -> [Span] {
    var cuts: Set<Int64> = []
    for pool in wanted {
      for stretch in pools[pool] where stretch.time > visit.enabled && stretch.time < end {
        cuts.insert(stretch.time)
      }
    }
    var spans: [Span] = []
    var start = visit.enabled
    for cut in cuts.sorted() + [end] where cut > start {
      let kind = wanted.map { self.kind($0, visit, at: start) }.max() ?? .serving
      if let last = spans.last, last.kind == kind {
        spans[spans.count - 1].end = cut
      } else {
        spans.append(Span(start: start, end: cut, kind: kind))
      }
      start = cut
    }
    return spans
  }

  /// What a pool is doing for a visit from an instant on, up to its next change.
  private func kind(_ pool: Int, _ visit: Visit, at instant: Int64) -> Kind {
    let list = pools[pool]
    guard let index = position(list, instant) else { return .closed }
    if list[index].isOpen { return list[index].serves ? .serving : .unmanned }
    guard list[index].serves else { return .closed }
    // Those at work after the closing serve nobody who came later, until the next opening.
    guard visit.isLate else { return .serving }
    let joined = position(list, visit.enabled) ?? index
    let hasOpened = list[min(joined, index)...index].contains { $0.isOpen }
    return hasOpened ? .serving : .closed
  }

  private func off(_ pool: Int, before instant: Int64) -> Int64 {
    let list = pools[pool]
    guard let index = position(list, instant) else { return 0 }
    return list[index].offBefore + (list[index].serves ? 0 : instant - list[index].time)
  }

  /// The last stretch that began at or before an instant.
  private func position(_ list: [Stretch], _ instant: Int64) -> Int? {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle].time <= instant { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
