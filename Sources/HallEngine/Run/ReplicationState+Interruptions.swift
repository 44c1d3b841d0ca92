// SPDX-License-Identifier: Apache-2.0

/// Pools whose services may be interrupted.
///
/// A service in progress has a row in ``InterruptionState/inProgress``. The event of its end belongs
/// to the pool, in the place of calls that nobody answers, and is found by its number: an end whose
/// number no row has was overtaken by an interruption. What is counted at the start of a service up
/// to its end (time busy, staff time, the record) is taken back from the interruption on.
extension ReplicationState {
  /// Puts a token in the queue of a pool whose services may be interrupted; `false` if the applicant
  /// balks.
  @inline(never)
  mutating func joinInterruptible(
    _ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>
  ) -> Bool {
    guard joinNamed(slot, id, node) else { return false }
    touchInterruptible(Int(node.pointee.index))
    return true
  }

  /// Marks a pool for the starts of this instant, if it can start something or a better class can
  /// take a server.
  mutating func touchInterruptible(_ index: Int) {
    let pool = pools[index]
    touchDirty(index)
    guard !pool.pointee.isDirty else { return }
    let state = interruptions[index]
    if state.pointee.returning > 0 || waitingClass(index).flatMap({ victim(index, $0) }) != nil {
      pool.pointee.isDirty = true
      dirty[dirtyCount].pointee = UInt32(truncatingIfNeeded: index)
      dirtyCount &+= 1
    }
  }

  /// Returns the best class that waits for any server of a pool.
  private mutating func waitingClass(_ index: Int) -> Int? {
    let classes = waitingClasses(index)
    return classes == 0 ? nil : classes.trailingZeroBitCount
  }

  private mutating func waitingClasses(_ index: Int) -> UInt8 {
    pools[index].pointee.classes | interruptions[index].pointee.stoppedClasses
  }

  /// Returns the place of the service that is interrupted for a class which waits while all servers
  /// on duty are busy or away; `nil` is none.
  ///
  /// While more are at work than are on duty nobody is interrupted, as the server might be one who
  /// leaves after this service.
  private mutating func victim(_ index: Int, _ priority: Int) -> Int? {
    let state = interruptions[index]
    guard state.pointee.preemption != .none, PoolState.free(pools[index]) == 0 else { return nil }
    return state.pointee.place(worseThan: priority)
  }

  /// Calls tokens while servers are free or can be taken from worse classes.
  @inline(never)
  mutating func callInterruptible(_ index: Int) {
    let pool = pools[index]
    let state = interruptions[index]
    while state.pointee.returning > 0 {
      state.pointee.returning -= 1
      var service = state.pointee.suspended.remove(at: 0)
      comeBack(&service)
      serve(service, index)
    }
    while let best = waitingClass(index) {
      if PoolState.free(pool) > 0 {
        let called =
          pool.pointee.guaranteeEvery > 0
          ? guaranteed(pool, best, among: waitingClasses(index)) : best
        call(called, index, isPromised: called != best)
      } else if let place = victim(index, best) {
        preempt(place, index)
        call(best, index, isPromised: false)
      } else {
        return
      }
    }
  }

  /// Starts the first service of a class: one that was stopped, else the next token of the queue.
  private mutating func call(_ priority: Int, _ index: Int, isPromised: Bool) {
    let pool = pools[index]
    let state = interruptions[index]
    pool.pointee.callable -= 1
    var service: InterruptibleService
    if state.pointee.stoppedClasses & 1 << UInt8(priority) != 0 {
      service = state.pointee.takeStopped(of: priority)
    } else {
      let ring = rings[index * PoolState.ringCount + priority]
      let entry = ring.pointee.removeFirst()
      if ring.pointee.live == 0 { pool.pointee.classes &= ~(1 << UInt8(priority)) }
      service = InterruptibleService(entry, priority: priority)
      service.begun = now
      let record = cases + service.slot
      if entry.patienceNumber != 0, record.pointee.patienceNumber == entry.patienceNumber {
        record.pointee.patienceNumber = 0
      }
      pool.pointee.services += 1
    }
    service.isPromised = isPromised
    serve(service, index)
  }

  /// Begins a service or goes on with it.
  private mutating func serve(_ waiting: InterruptibleService, _ index: Int) {
    var service = waiting
    let pool = pools[index]
    let record = cases + service.slot
    pool.pointee.waiting -= 1
    pool.pointee.busy += 1
    pool.pointee.clippedWaits += Int128(now - max(service.since, windowStart))
    record.pointee.hallWait +=
      (now - service.hallSince) & nodes[service.node].pointee.hallMask
    let end = min(now &+ service.rest, HallEngine.lastInstant)
    if recordsVisits { noteStretch(&service, end) }
    service.waited += now - service.since
    service.since = now
    service.end = end
    service.number = schedule(
      end, .release, priority: record.pointee.priority, slot: EventKey.absentSlot, node: index)
    pool.pointee.clippedServices += Int128(end - now)
    if pool.pointee.countsTouch { record.pointee.touch += end - now }
    interruptions[index].pointee.inProgress.append(service)
    considerWindows(index)
  }

  /// Notes a stretch of service that begins now.
  private mutating func noteStretch(_ service: inout InterruptibleService, _ end: Int64) {
    let visit = recorder.visits.place(Int(service.row))
    if service.number == 0 {
      visit.pointee.course = .served
      visit.pointee.started = now
    }
    visit.pointee.ended = end
    service.stretch = recorder.stretches.count
    recorder.stretches.append(
      RunRecord.Stretch(
        visit: Int(service.row), goesOn: service.number != 0, since: service.since, started: now,
        ended: end))
  }

  /// Notes that the present stretch of a service ends now, and its visit at an instant to come.
  private mutating func noteInterruption(_ service: InterruptibleService) {
    recorder.stretches[service.stretch].ended = now
    recorder.visits.place(Int(service.row)).pointee.ended = HallEngine.never
  }

  /// Takes the server from a service for a better class.
  private mutating func preempt(_ place: Int, _ index: Int) {
    let state = interruptions[index]
    var service = interrupt(place, index)
    if state.pointee.preemption == .restart {
      state.pointee.lost += Int128(service.whole - service.rest)
      service.rest = service.whole
    }
    putAtHead(service, index)
  }

  /// Takes a service out of progress and returns it with what is left.
  ///
  /// The integrals of the pool must be up to date.
  mutating func interrupt(_ place: Int, _ index: Int) -> InterruptibleService {
    let pool = pools[index]
    let state = interruptions[index]
    var service = state.pointee.inProgress.remove(at: place)
    let undone = service.end - now
    pool.pointee.busy -= 1
    pool.pointee.clippedServices -= Int128(undone)
    if pool.pointee.countsTouch { cases[service.slot].touch -= undone }
    if recordsVisits { noteInterruption(service) }
    service.served += now - service.since
    service.rest -= now - service.since
    service.since = now
    service.hallSince = now
    service.isPromised = false
    pool.pointee.waiting += 1
    state.pointee.interruptions += 1
    return service
  }

  /// Lets a service that was interrupted wait for any server, before those of its class.
  mutating func putAtHead(_ service: InterruptibleService, _ index: Int) {
    interruptions[index].pointee.stop(service)
    pools[index].pointee.callable += 1
    considerWindows(index)
  }

  /// Ends a service, unless it was interrupted since the event was scheduled.
  @inline(never)
  mutating func endInterruptible(_ index: Int, _ number: UInt32, _ high: UInt64) {
    let pool = pools[index]
    let state = interruptions[index]
    guard let place = state.pointee.place(endingBy: number) else {
      events &-= 1
      return
    }
    let service = state.pointee.inProgress.remove(at: place)
    let node = nodes[service.node]
    mark(high, service.node, cases[service.slot].caseNumber)
    accrue(index)
    pool.pointee.busy -= 1
    // The waits of a visit are one wait, which is known only now.
    if service.enqueued >= countFrom { countWait(service.waited, service.enqueued, index) }
    if pool.pointee.pauses {
      pool.pointee.away += 1
      schedulePause(index, 0, after: now, service.served + now - service.since)
    }
    touchInterruptible(index)
    if node.pointee.flags & RunNode.Flags.anyAtExit != 0 {
      leave(service.slot, node, completed: true)
    }
    follow(node.pointee.next, service.slot)
  }

  /// Adds the waits, up to now, of those who wait to go on.
  mutating func addOpenWaits(_ index: Int) {
    let pool = pools[index]
    for list in [interruptions[index].pointee.stopped, interruptions[index].pointee.suspended] {
      for place in 0..<list.count {
        pool.pointee.clippedWaits += Int128(now - max(list[place].since, windowStart))
      }
    }
  }
}
