// SPDX-License-Identifier: Apache-2.0

extension ReplicationState {
  /// Returns the coordinates of a draw at a node.
  @inline(__always)
  mutating func point(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>,
    _ purpose: Purpose
  ) -> DrawPoint {
    DrawPoint(
      key: node.pointee.key, caseNumber: record.pointee.caseNumber,
      streamWord: record.pointee.streamWord, attempt: record.pointee.attempt, purpose: purpose)
  }

  /// Draws the time of a node with its factor and adjustments, in whole microseconds, not negative.
  @inline(__always)
  mutating func duration(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>,
    _ purpose: Purpose
  ) -> Int64 {
    var x = samplers.draw(Int(node.pointee.sampler), at: point(record, node, purpose))
    x *= node.pointee.factor
    if node.pointee.count > 0 {
      x = adjusted(x, record, Int(node.pointee.first), Int(node.pointee.count))
    }
    return max(0, Elementary.micros(x))
  }

  @inline(never)
  mutating func adjusted(
    _ time: Double, _ record: UnsafeMutablePointer<CaseRecord>, _ first: Int, _ count: Int
  ) -> Double {
    var x = time
    for row in first..<first + count {
      let adjustment = adjustments[row].pointee
      let value = CaseRecord.value(record.pointee.attributes, Int(adjustment.slot))
      guard value < Int(adjustment.count) else { continue }
      let entry = entries[Int(adjustment.first) + value].pointee
      x = x * entry.factor + entry.addMicros
    }
    return x
  }

  /// Moves a token along an edge, and all tokens it is split into, until each of them waits.
  ///
  /// A service time that was drawn ahead for the first node is passed along; -1 is none.
  @inline(__always)
  mutating func follow(_ edge: UInt32, _ slot: Int, service: Int64 = -1) {
    // The commonest steps, to a task of a pool and to a plain end, are taken here.
    let id = Int(edge & 0xFFF)
    let node = nodes[id]
    if stillSteps &+ 1 >= traceFrom {
      walk(edge, slot)
    } else if node.pointee.kind == .serve, edge & RunNode.backEdge == 0 {
      stillSteps &+= 1
      if node.pointee.flags & RunNode.Flags.anyAtEntry != 0 { enter(slot, node) }
      if join(slot, id, node, drawn: service) { return }
      if node.pointee.flags & RunNode.Flags.anyAtExit != 0 { leave(slot, node, completed: false) }
      walk(node.pointee.leave, slot)
    } else if node.pointee.kind == .end, node.pointee.flags == 0, node.pointee.outcome == .done {
      stillSteps &+= 1
      let record = cases + slot
      record.pointee.tokens &-= 1
      if record.pointee.tokens == 0 { finish(slot) }
    } else {
      walk(edge, slot)
    }
  }

  @inline(never)
  private mutating func walk(_ firstEdge: UInt32, _ slot: Int) {
    var edge = firstEdge
    while true {
      stillSteps &+= 1
      let id = Int(edge & 0xFFF)
      if stillSteps >= traceFrom, traceStep(id, slot) { break }
      let record = cases + slot
      if edge & RunNode.backEdge != 0 { record.pointee.attempt &+= 1 }
      let node = nodes[id]
      if node.pointee.flags & RunNode.Flags.anyAtEntry != 0 { enter(slot, node) }
      // Most steps lead to a pool; a jump of its own is easier to predict than the switch.
      if node.pointee.kind == .serve, node.pointee.patience < 0 {
        _ = join(slot, id, node)
        guard pendingEdges.count > 0 else { return }
        edge = pendingEdges.pop()
      } else if let next = step(id, slot, node) {
        edge = next
      } else if pendingEdges.count > 0 {
        edge = pendingEdges.pop()
      } else {
        return
      }
    }
    pendingEdges.removeAll()
  }

  /// Does what a node does with a token that enters; returns the edge it leaves by at once, or
  /// `nil` if it stays or is consumed.
  @inline(__always)
  private mutating func step(
    _ id: Int, _ slot: Int, _ node: UnsafeMutablePointer<RunNode>
  ) -> UInt32? {
    let record = cases + slot
    var completed = true
    let next: UInt32
    switch node.pointee.kind {
    case .serve:
      if join(slot, id, node) { return nil }
      completed = false
      next = node.pointee.leave
    case .named:
      if joinNamed(slot, id, node) { return nil }
      completed = false
      next = node.pointee.leave
    case .room:
      joinRoom(slot, id, node)
      return nil
    case .delay:
      wait(until: delayEnd(record, node, from: now), slot, id)
      return nil
    case .interruptible:
      if joinInterruptible(slot, id, node) { return nil }
      completed = false
      next = node.pointee.leave
    case .heldServe, .heldInterruptible:
      if hold(slot, id, node) { return nil }
      completed = false
      next = node.pointee.leave
    case .heldDelay:
      wait(until: delayEnd(record, node, from: endOfOutages(id)), slot, id)
      return nil
    case .untilOpen:
      let opening = nextOpening(Int(node.pointee.index))
      if opening > now {
        wait(until: opening, slot, id)
        return nil
      }
      next = node.pointee.next
    case .appointment:
      wait(until: book(record, node), slot, id)
      return nil
    case .choose:
      next = choose(record, node, node.pointee.first, node.pointee.count)
    case .chooseByAttribute:
      let value = CaseRecord.value(record.pointee.attributes, Int(node.pointee.index))
      let list = ranges[Int(node.pointee.first) + min(value, Int(node.pointee.count) - 1)].pointee
      next = choose(record, node, list.first, list.count)
    case .chooseByScript:
      next = chooseByScript(record, node)
    case .split:
      let first = Int(node.pointee.first)
      var index = first &+ Int(node.pointee.count) &- 1
      record.pointee.tokens &+= UInt32(bitPattern: node.pointee.count) &- 1
      while index > first {
        pendingEdges.push(targets[index].pointee)
        index &-= 1
      }
      next = targets[first].pointee
    case .gather, .first, .include, .includeByScript:
      guard let edge = passRarely(slot, id, node) else { return nil }
      next = edge
    case .each:
      if record.pointee.follower != 0 {
        splitBatch(slot, node)
        return nil
      }
      next = node.pointee.next
    case .join:
      guard completeJoin(record, node) else { return nil }
      next = node.pointee.next
    case .end:
      if node.pointee.flags & RunNode.Flags.anyAtExit != 0 { leave(slot, node, completed: true) }
      if node.pointee.outcome != .done, record.pointee.outcome == .done {
        record.pointee.outcome = node.pointee.outcome
      }
      record.pointee.tokens &-= 1
      if record.pointee.tokens == 0 { finish(slot) }
      return nil
    }
    if node.pointee.flags & RunNode.Flags.anyAtExit != 0 {
      leave(slot, node, completed: completed)
    }
    return next
  }

  /// Does what the rarer gateways do with a token; returns the edge it leaves by at once.
  @inline(never)
  private mutating func passRarely(
    _ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>
  ) -> UInt32? {
    switch node.pointee.kind {
    case .gather: gather(slot, id, node)
    case .first: waitForFirst(id, slot, node)
    default: return include(cases + slot, node)
    }
    return nil
  }

  @inline(__always)
  private mutating func wait(until instant: Int64, _ slot: Int, _ id: Int) {
    schedule(instant, .release, priority: cases[slot].priority, slot: slot, node: id)
    if recordsVisits { recordWait(id, slot, until: instant) }
  }

  @inline(__always)
  private mutating func completeJoin(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>
  ) -> Bool {
    let index = Int(node.pointee.index)
    let shift = UInt64(truncatingIfNeeded: index & 7) &* 8
    let old = index < 8 ? record.pointee.joinsLow : record.pointee.joinsHigh
    let arrived = (old &>> shift & 0xFF) &+ 1
    let isComplete = arrived >= UInt64(UInt32(bitPattern: node.pointee.count))
    let new = old & ~(0xFF &<< shift) | (isComplete ? 0 : arrived &<< shift)
    if index < 8 { record.pointee.joinsLow = new } else { record.pointee.joinsHigh = new }
    if isComplete { record.pointee.tokens &-= UInt32(bitPattern: node.pointee.count) &- 1 }
    return isComplete
  }

  @inline(__always)
  private mutating func choose(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>,
    _ first: Int32, _ count: Int32
  ) -> UInt32 {
    var branch = branches.base + Int(first)
    if count == 1 { return branch.pointee.edge }
    let u = point(record, node, .route).block(0).first
    // The last cumulative probability is 1, so the search ends.
    while branch.pointee.cumulative < u { branch += 1 }
    return branch.pointee.edge
  }

  /// Returns the end of a delay but for rounds.
  mutating func ready(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>,
    from start: Int64
  ) -> Int64 {
    let time = min(duration(record, node, .delay), node.pointee.limit)
    switch node.pointee.basis {
    case .elapsed: return time > HallEngine.lastInstant - start ? HallEngine.never : start + time
    case .working: return clock.advance(start, byWorkingMicros: time)
    }
  }

  mutating func delayEnd(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>,
    from start: Int64
  ) -> Int64 {
    var end = ready(record, node, from: start)
    if node.pointee.rounds >= 0, end != HallEngine.never {
      end = nextRound(Int(node.pointee.rounds), from: end)
    }
    return end
  }

  /// Returns the first round at or after an instant.
  mutating func nextRound(_ rounds: Int, from instant: Int64) -> Int64 {
    let list = roundRanges[rounds].pointee
    var low = Int(list.first)
    let last = low + Int(list.count)
    var high = last
    while low < high {
      let middle = (low + high) / 2
      if instants[middle].pointee < instant { low = middle + 1 } else { high = middle }
    }
    return low < last ? instants[low].pointee : HallEngine.never
  }

  /// Returns now if a schedule is open, else its next opening.
  private mutating func nextOpening(_ schedule: Int) -> Int64 {
    let list = scheduleRanges[schedule].pointee
    let base = instants.base + Int(list.first)
    // The first interval that has not ended.
    var low = 0
    var high = Int(list.count)
    while low < high {
      let middle = (low + high) / 2
      if base[2 * middle + 1] < now { low = middle + 1 } else { high = middle }
    }
    return low < Int(list.count) ? max(now, base[2 * low]) : HallEngine.never
  }

  /// Books an appointment and returns the instant at which the applicant goes on.
  private mutating func book(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>
  ) -> Int64 {
    let row = appointments[Int(node.pointee.index)].pointee
    let lead = samplers.draw(Int(node.pointee.sampler), at: point(record, node, .lead))
    let days = lead > 0 ? Int(min(lead, 1e6)) : 0
    let u = point(record, node, .slot).block(0).first
    let chosen = samplers.index(of: u, Int(row.weights), Int(row.count))
    let timeOfDay = instants[Int(row.times) + chosen].pointee
    var number = clock.dayNumber(ofDay: Int(now / HallEngine.day)) + days
    var midnight = clock.midnight(ofWorkingDay: number)
    while midnight != HallEngine.never, midnight + timeOfDay <= now || isClosed(midnight) {
      number += 1
      midnight = clock.midnight(ofWorkingDay: number)
    }
    guard midnight != HallEngine.never else { return HallEngine.never }
    let slotTime = midnight + timeOfDay
    let deviation = Elementary.micros(
      samplers.draw(Int(row.punctuality), at: point(record, node, .punctuality)))
    let arrival = max(now, slotTime + deviation)
    let isLate = arrival > slotTime + row.toleranceAfter
    let priority = isLate ? row.priorityLate : row.priorityOnTime
    if priority >= 0 { record.pointee.priority = UInt8(priority) }
    return max(arrival, slotTime - row.toleranceBefore)
  }

  /// Returns whether the day of an instant is one on which the hall stays closed.
  mutating func isClosed(_ instant: Int64) -> Bool {
    let day = Int(instant / HallEngine.day)
    return day < closedDays.count && closedDays[day].pointee
  }

  /// Notes a step of a recorded run, and of any run shortly before the livelock limit; `true` when
  /// the limit is reached.
  @inline(never)
  private mutating func traceStep(_ id: Int, _ slot: Int) -> Bool {
    if recordsVisits {
      recordEntry(id, slot)
      guard stillSteps >= settings.livelockTraceStart else { return false }
    }
    if stillSteps == settings.livelockTraceStart { trace.removeAll() }
    trace.append(StopReason.Step(time: now, node: id, caseNumber: cases[slot].caseNumber))
    if trace.count > 32 { trace.removeFirst() }
    guard stillSteps >= settings.livelockLimit else { return false }
    halt = .livelock
    return true
  }
}
