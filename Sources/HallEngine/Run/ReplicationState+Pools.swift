// SPDX-License-Identifier: Apache-2.0

extension ReplicationState {
  // MARK: Queues

  /// The class in which a token is called: that of its task, else that of its case.
  @inline(__always)
  func priorityClass(
    _ node: UnsafeMutablePointer<RunNode>, _ record: UnsafeMutablePointer<CaseRecord>,
    _ pool: UnsafeMutablePointer<PoolState>
  ) -> Int {
    guard pool.pointee.usesPriority else { return 0 }
    let own = Int(node.pointee.priority)
    return own >= 0 ? own : Int(record.pointee.priority)
  }

  @inline(__always)
  mutating func put(_ entry: QueueEntry, _ index: Int, _ priority: Int) {
    let pool = pools[index]
    let ring = rings[index &* PoolState.ringCount &+ priority]
    if pool.pointee.order == .arrival {
      ring.pointee.append(entry)
    } else {
      ring.pointee.insert(entry)
    }
    pool.pointee.classes |= 1 &<< UInt8(truncatingIfNeeded: priority)
  }

  /// Puts a token in the queue of its node's pool; `false` if the applicant balks.
  @inline(__always)
  mutating func join(
    _ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>, drawn: Int64 = -1
  ) -> Bool {
    let index = Int(node.pointee.index)
    let pool = pools[index]
    let record = cases + slot
    accrue(index)
    let service = drawn >= 0 ? drawn : duration(record, node, .service)
    if pool.pointee.callable == 0, pool.pointee.busy &+ pool.pointee.away < pool.pointee.effective,
      startsAtOnce(node, pool)
    {
      begin(slot, id, node, index, service)
      return true
    }
    return queue(slot, id, node, index, service)
  }

  /// Puts a token in the queue of its node's pool whether a server is free or not; `false` if the
  /// applicant balks.
  @inline(__always)
  mutating func queue(
    _ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>, _ index: Int, _ service: Int64
  ) -> Bool {
    let pool = pools[index]
    guard let entry = enqueue(slot, id, node, pool, service) else { return false }
    if pool.pointee.joinsSpecially, joinsLate(cases + slot, index) {
      rings[index &* PoolState.ringCount &+ PoolState.lateRing].pointee.append(entry)
      if recordsVisits { recordLate(entry) }
      return true
    }
    pool.pointee.callable &+= 1
    put(entry, index, priorityClass(node, cases + slot, pool))
    touchDirty(index)
    return true
  }

  /// Returns whether a token that joins now has come after the closing of a pool that drains its
  /// queue; if not, it may make a window of the reserve open.
  @inline(never)
  mutating func joinsLate(_ record: UnsafeMutablePointer<CaseRecord>, _ index: Int) -> Bool {
    let pool = pools[index]
    if !pool.pointee.isOpen, pool.pointee.atClose == .drain,
      record.pointee.presence == .away || record.pointee.tripStart > pool.pointee.closedAt
    {
      return true
    }
    considerWindows(index)
    return false
  }

  /// Counts a token as waiting and returns its entry; `nil` if the applicant balks.
  @inline(__always)
  mutating func enqueue(
    _ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>,
    _ pool: UnsafeMutablePointer<PoolState>, _ service: Int64
  ) -> QueueEntry? {
    let record = cases + slot
    var entry = QueueEntry(
      token: UInt32(truncatingIfNeeded: slot &<< 12 | id), patienceNumber: 0, enqueued: now,
      key: now, service: service)
    entry.key = key(record, pool)
    if node.pointee.patience >= 0 {
      guard let number = beginPatience(slot, id, node, pool) else { return nil }
      entry.patienceNumber = number
    }
    if recordsVisits { entry.row = recordQueueing(record, node, pool) }
    pool.pointee.waiting &+= 1
    return entry
  }

  /// Draws the patience and schedules its end; `nil` if the applicant balks.
  @inline(never)
  private mutating func beginPatience(
    _ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>,
    _ pool: UnsafeMutablePointer<PoolState>
  ) -> UInt32? {
    let record = cases + slot
    var drawn = samplers.draw(
      Int(node.pointee.patience), at: point(record, node, .patience))
    if node.pointee.patienceCount > 0 {
      drawn = adjusted(
        drawn, record, Int(node.pointee.patienceFirst), Int(node.pointee.patienceCount))
    }
    var patience = max(0, Elementary.micros(drawn))
    if pool.pointee.forecast > 0, pool.pointee.effective > 0 {
      let tickets = pool.pointee.tickets
      let work = tickets.multipliedReportingOverflow(by: pool.pointee.forecast)
      // The work ahead is compared with patience × windows, so that nothing is rounded.
      let bound = patience.multipliedReportingOverflow(by: pool.pointee.effective)
      if work.overflow || (!bound.overflow && work.partialValue > bound.partialValue) {
        pool.pointee.balked &+= 1
        if recordsVisits { recordBalk(record, node, pool) }
        return nil
      }
    }
    let check = pool.pointee.patienceCheck
    if check > 0 {
      let rest = patience % check
      if rest > 0 { patience += check - rest }
    }
    let end = patience > HallEngine.lastInstant - now ? HallEngine.never : now + patience
    let number = schedule(
      end, .patience, priority: record.pointee.priority, slot: slot, node: id)
    if number != 0 {
      if record.pointee.patienceNumber != 0 { record.pointee.hasManyPatiences = true }
      record.pointee.patienceNumber = number
    }
    return number
  }

  /// Lets a token leave the queue if it still waits.
  @inline(never)
  mutating func endPatience(_ slot: Int, _ id: Int, _ number: UInt32, _ high: UInt64) {
    if slot == EventKey.noSlot {
      endGathering(id, number, high)
      return
    }
    let record = cases + slot
    // A number is used once, so an old event cannot match a later case in the same slot.
    if record.pointee.patienceNumber != number, !record.pointee.hasManyPatiences {
      events &-= 1
      return
    }
    let node = nodes[id]
    let index = Int(node.pointee.index)
    let pool = pools[index]
    for ring in 0..<PoolState.ringCount {
      let place = rings[index * PoolState.ringCount + ring]
      let leavesTicket = pool.pointee.absentCall > 0 && ring < PoolState.lateRing
      guard place.pointee.live > 0,
        let entry = place.pointee.remove(patienceNumber: number, leavingTicket: leavesTicket)
      else { continue }
      mark(high, id, record.pointee.caseNumber)
      accrue(index)
      pool.pointee.waiting -= 1
      if leavesTicket {
        pool.pointee.absentTickets += 1
      } else if ring == PoolState.heldRing, pool.pointee.absentCall > 0 {
        leaveTicket(of: entry, index, record)
      } else if ring < PoolState.lateRing {
        pool.pointee.callable -= 1
        if place.pointee.live == 0 { pool.pointee.classes &= ~(1 << UInt8(ring)) }
      }
      pool.pointee.reneged += 1
      if recordsVisits { recordReneging(entry) }
      considerWindows(index)
      pool.pointee.clippedWaits += Int128(wide: now - max(entry.enqueued, windowStart))
      if record.pointee.patienceNumber == number { record.pointee.patienceNumber = 0 }
      if node.pointee.presence == .inHall { record.pointee.hallWait += now - entry.enqueued }
      if node.pointee.flags & RunNode.Flags.anyAtExit != 0 { leave(slot, node, completed: false) }
      follow(node.pointee.leave, slot)
      return
    }
    events &-= 1
  }

  // MARK: Services

  /// Calls tokens while servers are free.
  @inline(__always)
  mutating func callNext(_ index: Int) {
    // The integrals are up to date: whatever made the pool dirty at this instant saw to it.
    let pool = pools[index]
    if pool.pointee.callsInTurn {
      callInTurn(index)
      return
    }
    while PoolState.canStart(pool) {
      var priority = Int(truncatingIfNeeded: pool.pointee.classes.trailingZeroBitCount)
      if pool.pointee.callsSpecially { priority = callSpecially(index, priority) }
      let ring = rings[index &* PoolState.ringCount &+ priority]
      let entry = ring.pointee.removeFirst()
      if ring.pointee.live == 0 {
        pool.pointee.classes &= ~(1 &<< UInt8(truncatingIfNeeded: priority))
      }
      pool.pointee.callable &-= 1
      pool.pointee.busy &+= 1
      if entry.isAbsent {
        if recordsVisits { recordAbsentCall(entry) }
        callAbsent(index)
        continue
      }
      pool.pointee.waiting &-= 1
      start(entry, index)
    }
  }

  /// Returns the class that is called, where that is not simply the best one.
  private mutating func callSpecially(_ index: Int, _ best: Int) -> Int {
    let pool = pools[index]
    if pool.pointee.opened > 0 { considerWindows(index, called: 1) }
    return pool.pointee.guaranteeEvery > 0
      ? guaranteed(pool, best, among: pool.pointee.classes) : best
  }

  /// Returns the class whose turn it is of those that wait, as bits, and counts the call for the
  /// guarantee of the pool.
  mutating func guaranteed(
    _ pool: UnsafeMutablePointer<PoolState>, _ best: Int, among classes: UInt8
  ) -> Int {
    let promised = Int(pool.pointee.guaranteedClass)
    guard classes & (1 << UInt8(promised)) != 0 else {
      pool.pointee.passedOver = 0
      return best
    }
    if best == promised || pool.pointee.passedOver >= pool.pointee.guaranteeEvery - 1 {
      pool.pointee.passedOver = 0
      return promised
    }
    pool.pointee.passedOver += 1
    return best
  }

  /// Returns whether a token that finds a free server and an empty queue need not queue: nothing
  /// that comes before the starts of this instant is pending, and nobody's patience is at stake.
  @inline(__always)
  private mutating func startsAtOnce(
    _ node: UnsafeMutablePointer<RunNode>, _ pool: UnsafeMutablePointer<PoolState>
  ) -> Bool {
    node.pointee.patience < 0 && dirtyCount == 0 && pool.pointee.capacity > 0
      && heap.nextHigh >= startLimit
  }

  /// Starts the service of a token that never queued.
  @inline(__always)
  private mutating func begin(
    _ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>, _ index: Int, _ service: Int64
  ) {
    let pool = pools[index]
    let record = cases + slot
    pool.pointee.busy &+= 1
    pool.pointee.passedOver = 0
    let end = serve(slot, id, record, pool, index, service)
    if now < pool.pointee.binEnd {
      countNoWait(pool)
    } else if now >= countFrom {
      countWait(0, now, index)
    }
    if recordsVisits { recordStartAtOnce(record, node, pool, until: end) }
  }

  /// Schedules the end of a service that starts now and counts its time; returns the end.
  @inline(__always)
  private mutating func serve(
    _ slot: Int, _ id: Int, _ record: UnsafeMutablePointer<CaseRecord>,
    _ pool: UnsafeMutablePointer<PoolState>, _ index: Int, _ service: Int64
  ) -> Int64 {
    let end: Int64
    if pool.pointee.groupCount == 0 {
      end = min(now &+ service, HallEngine.lastInstant)
      schedule(end, .release, priority: record.pointee.priority, slot: slot, node: id)
      if pool.pointee.pauses { schedulePause(index, 0, after: end, end &- now) }
    } else {
      end = serveInGroup(slot, id, index, service)
    }
    let length = end &- now
    pool.pointee.services &+= 1
    pool.pointee.clippedServices &+= Int128(wide: length)
    if pool.pointee.countsTouch { record.pointee.touch &+= length }
    return end
  }

  /// Starts the service of a token that has been taken from its queue.
  @inline(__always)
  mutating func start(_ entry: QueueEntry, _ index: Int) {
    let pool = pools[index]
    let slot = entry.slot
    let id = entry.node
    let record = cases + slot
    let node = nodes[id]
    let end = serve(slot, id, record, pool, index, entry.service)
    let wait = now &- entry.enqueued
    if wait == 0, now < pool.pointee.binEnd {
      countNoWait(pool)
    } else {
      pool.pointee.clippedWaits &+= Int128(wide: now &- max(entry.enqueued, windowStart))
      if entry.enqueued >= countFrom { countWait(wait, entry.enqueued, index) }
      record.pointee.hallWait &+= wait & node.pointee.hallMask
    }
    if entry.patienceNumber != 0, record.pointee.patienceNumber == entry.patienceNumber {
      record.pointee.patienceNumber = 0
    }
    if recordsVisits { recordStart(entry, until: end) }
  }

  /// Counts the wait of one who has just come; most have, and the sums of waits do not change.
  @inline(__always)
  private mutating func countNoWait(_ pool: UnsafeMutablePointer<PoolState>) {
    if now >= countFrom {
      pool.pointee.zeroWaits &+= 1
      pool.pointee.binZeroWaits &+= 1
    }
  }

  /// Counts a wait that has ended, in the half-hour in which it began.
  @inline(__always)
  mutating func countWait(_ wait: Int64, _ enqueued: Int64, _ index: Int) {
    let pool = pools[index]
    // Most waits began in the current half-hour, whose bin is known.
    let sinceBin = enqueued &- (pool.pointee.binEnd &- PoolState.halfHour)
    let bin =
      sinceBin >= 0 && sinceBin < PoolState.halfHour
      ? pool.pointee.bin : Int(truncatingIfNeeded: enqueued / PoolState.halfHour % 48)
    let sums = bins[index &* 48 &+ bin]
    sums.pointee.waitSum &+= wait
    sums.pointee.waitCount &+= 1
    if wait == 0 {
      pool.pointee.zeroWaits &+= 1
      return
    }
    pool.pointee.waits.add(wait)
    let bucket = index &* LogHistogram.bucketCount &+ LogHistogram.bucket(of: wait)
    poolBuckets[bucket].pointee &+= 1
    // Waits of 0 are added to the three when the result is made.
    pool.pointee.within15 &+= wait <= 15 &* HallEngine.minute ? 1 : 0
    pool.pointee.within30 &+= wait <= 30 &* HallEngine.minute ? 1 : 0
    pool.pointee.within60 &+= wait <= 60 &* HallEngine.minute ? 1 : 0
  }
}
