// SPDX-License-Identifier: Apache-2.0

/// The closed days and outages of one replication, drawn before it begins.
struct DrawnDisturbances {
  /// A stretch of time in microseconds, its end not included.
  typealias Span = Range<Int64>

  /// Whether a day is closed, by day index; empty where nothing ever closes.
  private(set) var isClosed: [Bool] = []
  /// The spans of each outage, in order, without overlap.
  private(set) var outages: [[Span]] = []

  init(_ plan: EnginePlan, _ settings: Replication) {
    guard let disturbances = plan.disturbances else { return }
    for closure in disturbances.closures {
      close(closure, disturbances.firstDay, plan.clock, settings)
    }
    outages = disturbances.outages.map { Self.spans($0, plan.clock, settings) }
  }

  private mutating func close(
    _ closure: PlanDisturbances.Closure, _ firstDay: Int, _ clock: WorkingClock,
    _ settings: Replication
  ) {
    let count = closure.startProbability.count
    let missing = max(0, count - isClosed.count)
    isClosed += [Bool](repeating: false, count: missing)
    let key = settings.key(closure.streamKey)
    let total = closure.lengths.reduce(0, +)
    for (day, probability) in closure.startProbability.enumerated() where probability > 0 {
      let block = DrawPoint(
        key: key, caseNumber: UInt32(truncatingIfNeeded: firstDay + day), streamWord: 0,
        attempt: 0, purpose: .closure
      ).block(0)
      guard block.first < probability else { continue }
      var length = 0
      var below = 0.0
      repeat {
        below += closure.lengths[length] / total
        length += 1
      } while length < closure.lengths.count && block.second > below
      let first = clock.dayNumber(ofDay: day)
      for number in first..<first + length {
        let midnight = clock.midnight(ofWorkingDay: number)
        guard midnight / HallEngine.day < count else { break }
        isClosed[Int(midnight / HallEngine.day)] = true
      }
    }
  }

  private static func spans(
    _ outage: PlanDisturbances.Outage, _ clock: WorkingClock, _ settings: Replication
  ) -> [Span] {
    let key = settings.key(outage.streamKey)
    let starts = (starts(outage.expectedPerDay, key, clock) + outage.instants).sorted()
    let time = SingleSampler(outage.time)
    var spans: [Span] = []
    for (number, start) in starts.enumerated() {
      // Attempt 0 of each number tells when it begins, attempt 1 how long it lasts.
      let length = time.draw(
        at: DrawPoint(
          key: key, caseNumber: UInt32(truncatingIfNeeded: number), streamWord: 0, attempt: 1,
          purpose: .outage))
      let end = start + max(0, Elementary.micros(length))
      if let last = spans.last, start <= last.upperBound {
        spans[spans.count - 1] = last.lowerBound..<max(last.upperBound, end)
      } else if end > start {
        spans.append(start..<end)
      }
    }
    return spans
  }

  private static func starts(
    _ expectedPerDay: [Double], _ key: UInt64, _ clock: WorkingClock
  ) -> [Int64] {
    PoissonPositions.draw(expectedPerDay, key: key, purpose: .outage).map { position in
      let midnight = Int64(position.index) * HallEngine.day
      let worked = clock.workingMicros(from: midnight, to: midnight + HallEngine.day)
      let micros = max(1, Int64(Double(worked) * position.part))
      return min(clock.advance(midnight, byWorkingMicros: micros), HallEngine.lastInstant)
    }
  }

  /// The stretches of closed days, in order.
  var closedSpans: [Span] {
    var spans: [Span] = []
    for (day, closed) in isClosed.enumerated() where closed {
      let start = Int64(day) * HallEngine.day
      if let last = spans.last, last.upperBound == start {
        spans[spans.count - 1] = last.lowerBound..<start + HallEngine.day
      } else {
        spans.append(start..<start + HallEngine.day)
      }
    }
    return spans
  }
}

extension PlanPool {
  /// Returns the servers on duty over time in a run that is closed in some stretches.
  func capacity(closedIn spans: [DrawnDisturbances.Span]) -> [CapacityEdge] {
    guard let closedCapacity, !spans.isEmpty else { return capacity }
    var times = Set(capacity.map(\.time))
    for span in spans { times.formUnion([span.lowerBound, span.upperBound]) }
    var edges: [CapacityEdge] = []
    var level = 0
    var next = 0
    var span = 0
    for time in times.sorted() {
      if next < capacity.count, capacity[next].time == time {
        level = capacity[next].capacity
        next += 1
      }
      while span < spans.count, spans[span].upperBound <= time { span += 1 }
      let isClosed = span < spans.count && spans[span].contains(time)
      let servers = isClosed ? closedCapacity : level
      var edge = CapacityEdge(time: time, capacity: servers)
      // A pool around the clock may go on with the same servers, but without windows of a reserve.
      edge.isHallClosed = isClosed && reserve != nil
      if let last = edges.last, last.capacity == servers, last.isHallClosed == edge.isHallClosed {
        continue
      }
      edges.append(edge)
    }
    return edges
  }
}

extension OpenSchedule {
  /// Returns the intervals that are left in a run that is closed in some stretches.
  func intervals(closedIn spans: [DrawnDisturbances.Span]) -> [Interval] {
    guard closes, !spans.isEmpty else { return intervals }
    var result: [Interval] = []
    var span = 0
    for interval in intervals {
      var start = interval.start
      while span < spans.count, spans[span].upperBound <= start { span += 1 }
      var next = span
      while next < spans.count, spans[next].lowerBound <= interval.end {
        if start < spans[next].lowerBound {
          result.append(Interval(start: start, end: spans[next].lowerBound))
        }
        start = max(start, spans[next].upperBound)
        next += 1
      }
      if start < interval.end { result.append(Interval(start: start, end: interval.end)) }
    }
    return result
  }
}
