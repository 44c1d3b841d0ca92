// SPDX-License-Identifier: Apache-2.0

extension ReplicationState {
  // MARK: Integrals

  /// Brings the integrals of a pool up to now; call before any of its numbers changes.
  @inline(__always)
  mutating func accrue(_ index: Int) {
    let pool = pools[index]
    if now > pool.pointee.binEnd { crossBins(index) }
    let elapsed = now &- pool.pointee.last
    if elapsed > 0 { integrate(pool, elapsed) }
    pool.pointee.last = now
  }

  @inline(__always)
  private mutating func integrate(_ pool: UnsafeMutablePointer<PoolState>, _ elapsed: Int64) {
    let busy = pool.pointee.busy
    let waiting = pool.pointee.waiting
    pool.pointee.queueArea &+= waiting &* elapsed
    pool.pointee.busyArea &+= busy &* elapsed
    if busy > pool.pointee.onShift {
      pool.pointee.overtimeArea &+= (busy &- pool.pointee.onShift) &* elapsed
    }
    if waiting > pool.pointee.queueMaximum { pool.pointee.queueMaximum = waiting }
  }

  @inline(never)
  private mutating func crossBins(_ index: Int) {
    let pool = pools[index]
    while now > pool.pointee.binEnd {
      let elapsed = pool.pointee.binEnd - pool.pointee.last
      if elapsed > 0 { integrate(pool, elapsed) }
      pool.pointee.last = pool.pointee.binEnd
      flush(index)
      pool.pointee.binEnd += PoolState.halfHour
      pool.pointee.bin = pool.pointee.bin == 47 ? 0 : pool.pointee.bin + 1
    }
  }

  /// Moves the integrals of the current half-hour to its bin and to the totals.
  mutating func flush(_ index: Int) {
    let pool = pools[index]
    let sums = bins[index * 48 + pool.pointee.bin]
    pool.pointee.capacityArea +=
      pool.pointee.capacity * (pool.pointee.last - pool.pointee.capacitySince)
    if pool.pointee.absent | pool.pointee.opened != 0 {
      let elapsed = Int128(pool.pointee.last - pool.pointee.capacitySince)
      pool.pointee.absentTotal += Int128(pool.pointee.absent) * elapsed
      pool.pointee.openedTotal += Int128(pool.pointee.opened) * elapsed
    }
    pool.pointee.capacitySince = pool.pointee.last
    sums.pointee.busy += Int128(pool.pointee.busyArea)
    sums.pointee.capacity += Int128(pool.pointee.capacityArea)
    pool.pointee.queueTotal += Int128(pool.pointee.queueArea)
    pool.pointee.busyTotal += Int128(pool.pointee.busyArea)
    pool.pointee.capacityTotal += Int128(pool.pointee.capacityArea)
    pool.pointee.overtimeTotal += Int128(pool.pointee.overtimeArea)
    sums.pointee.waitCount &+= pool.pointee.binZeroWaits
    pool.pointee.queueArea = 0
    pool.pointee.busyArea = 0
    pool.pointee.capacityArea = 0
    pool.pointee.overtimeArea = 0
    pool.pointee.binZeroWaits = 0
  }

  // MARK: Queues

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
    _ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>
  ) -> Bool {
    let index = Int(node.pointee.index)
    let pool = pools[index]
    let record = cases + slot
    accrue(index)
    let service = duration(record, node, .service)
    if pool.pointee.callable == 0, pool.pointee.busy &+ pool.pointee.away < pool.pointee.effective,
      startsAtOnce(node, pool)
    {
      begin(slot, id, node, index, service)
      return true
    }
    var entry = QueueEntry(
      token: UInt32(truncatingIfNeeded: slot &<< 12 | id), patienceNumber: 0, enqueued: now,
      key: now, found: UInt32(truncatingIfNeeded: pool.pointee.waiting), service: service)
    switch pool.pointee.order {
    case .arrival: break
    case .ticketTime:
      if record.pointee.ticketTime != HallEngine.never { entry.key = record.pointee.ticketTime }
    case .legalStart:
      if record.pointee.legalStart != HallEngine.never { entry.key = record.pointee.legalStart }
    }
    if node.pointee.patience >= 0 {
      guard let number = beginPatience(slot, id, node, pool) else { return false }
      entry.patienceNumber = number
    }
    pool.pointee.waiting &+= 1
    if pool.pointee.joinsSpecially {
      if !pool.pointee.isOpen, pool.pointee.atClose == .drain,
        record.pointee.presence == .away || record.pointee.tripStart > pool.pointee.closedAt
      {
        rings[index &* PoolState.ringCount &+ PoolState.lateRing].pointee.append(entry)
        return true
      }
      considerWindows(index, waiting: pool.pointee.waiting)
    }
    pool.pointee.callable &+= 1
    put(entry, index, pool.pointee.usesPriority ? Int(record.pointee.priority) : 0)
    touchDirty(index)
    return true
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
      let work = pool.pointee.waiting.multipliedReportingOverflow(by: pool.pointee.forecast)
      // The work ahead is compared with patience × windows, so that nothing is rounded.
      let bound = patience.multipliedReportingOverflow(by: pool.pointee.effective)
      if work.overflow || (!bound.overflow && work.partialValue > bound.partialValue) {
        pool.pointee.balked &+= 1
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
      guard place.pointee.live > 0, let entry = place.pointee.remove(patienceNumber: number) else {
        continue
      }
      mark(high, id, record.pointee.caseNumber)
      accrue(index)
      pool.pointee.waiting -= 1
      if ring != PoolState.lateRing {
        pool.pointee.callable -= 1
        if place.pointee.live == 0 { pool.pointee.classes &= ~(1 << UInt8(ring)) }
      }
      pool.pointee.reneged += 1
      considerWindows(index, waiting: pool.pointee.waiting)
      pool.pointee.clippedWaits += Int128(now - max(entry.enqueued, windowStart))
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
    while PoolState.canStart(pool) {
      var priority = Int(truncatingIfNeeded: pool.pointee.classes.trailingZeroBitCount)
      if pool.pointee.callsSpecially { priority = callSpecially(index, priority) }
      let ring = rings[index &* PoolState.ringCount &+ priority]
      let entry = ring.pointee.removeFirst()
      if ring.pointee.live == 0 {
        pool.pointee.classes &= ~(1 &<< UInt8(truncatingIfNeeded: priority))
      }
      pool.pointee.callable &-= 1
      pool.pointee.waiting &-= 1
      pool.pointee.busy &+= 1
      start(entry, index)
    }
  }

  /// Returns the class that is called, where that is not simply the best one.
  private mutating func callSpecially(_ index: Int, _ best: Int) -> Int {
    let pool = pools[index]
    if pool.pointee.opened > 0 { considerWindows(index, waiting: pool.pointee.waiting &- 1) }
    return pool.pointee.guaranteeEvery > 0 ? guaranteed(pool, best) : best
  }

  private mutating func guaranteed(_ pool: UnsafeMutablePointer<PoolState>, _ best: Int) -> Int {
    let promised = Int(pool.pointee.guaranteedClass)
    guard pool.pointee.classes & (1 << UInt8(promised)) != 0 else {
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
    if recordsVisits {
      let entry = QueueEntry(
        token: UInt32(truncatingIfNeeded: slot &<< 12 | id), patienceNumber: 0, enqueued: now,
        key: now, found: 0, service: service)
      visits.append(record, entry, pool: index, started: now, ended: end)
    }
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
    pool.pointee.clippedServices &+= Int128(length)
    if pool.pointee.countsTouch { record.pointee.touch &+= length }
    return end
  }

  @inline(__always)
  private mutating func start(_ entry: QueueEntry, _ index: Int) {
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
      pool.pointee.clippedWaits &+= Int128(now &- max(entry.enqueued, windowStart))
      if entry.enqueued >= countFrom { countWait(wait, entry.enqueued, index) }
      record.pointee.hallWait &+= wait & node.pointee.hallMask
    }
    if entry.patienceNumber != 0, record.pointee.patienceNumber == entry.patienceNumber {
      record.pointee.patienceNumber = 0
    }
    if recordsVisits { visits.append(record, entry, pool: index, started: now, ended: end) }
  }

  /// Counts the wait of one who has just come; most have, and the sums of waits do not change.
  @inline(__always)
  private mutating func countNoWait(_ pool: UnsafeMutablePointer<PoolState>) {
    if now >= countFrom {
      pool.pointee.zeroWaits &+= 1
      pool.pointee.binZeroWaits &+= 1
    }
  }

  @inline(__always)
  private mutating func countWait(_ wait: Int64, _ enqueued: Int64, _ index: Int) {
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
