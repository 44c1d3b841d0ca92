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
    if pool.pointee.absentServers | pool.pointee.opened != 0 {
      let elapsed = Int128(wide: pool.pointee.last - pool.pointee.capacitySince)
      pool.pointee.absentTotal += Int128(wide: pool.pointee.absentServers) * elapsed
      pool.pointee.openedTotal += Int128(wide: pool.pointee.opened) * elapsed
    }
    pool.pointee.capacitySince = pool.pointee.last
    sums.pointee.busy += Int128(wide: pool.pointee.busyArea)
    sums.pointee.capacity += Int128(wide: pool.pointee.capacityArea)
    pool.pointee.queueTotal += Int128(wide: pool.pointee.queueArea)
    pool.pointee.busyTotal += Int128(wide: pool.pointee.busyArea)
    pool.pointee.capacityTotal += Int128(wide: pool.pointee.capacityArea)
    pool.pointee.overtimeTotal += Int128(wide: pool.pointee.overtimeArea)
    sums.pointee.waitCount &+= pool.pointee.binZeroWaits
    pool.pointee.queueArea = 0
    pool.pointee.busyArea = 0
    pool.pointee.capacityArea = 0
    pool.pointee.overtimeArea = 0
    pool.pointee.binZeroWaits = 0
  }

  // MARK: Capacity

  /// Schedules the next change of a pool's capacity, which is an increase or a decrease from `capacity`.
  mutating func scheduleCapacity(_ index: Int, from capacity: Int64) {
    let pool = pools[index]
    guard pool.pointee.firstEdge < pool.pointee.endEdge else { return }
    let edge = edges[Int(pool.pointee.firstEdge)].pointee
    let isIncrease = Int64(edge.capacity) > capacity
    schedule(
      edge.time, isIncrease ? .opening : .closing, priority: 0, slot: EventKey.noSlot, node: index)
  }

  @inline(never)
  mutating func changeCapacity(_ index: Int) {
    let pool = pools[index]
    accrue(index)
    flush(index)
    let before = pool.pointee.capacity
    let wasOpen = pool.pointee.isOpen
    let effective = pool.pointee.effective
    let edge = edges[Int(pool.pointee.firstEdge)].pointee
    pool.pointee.firstEdge += 1
    scheduleCapacity(index, from: Int64(edge.capacity))
    pool.pointee.enter(edge)
    if recordsVisits { recordDuty(index) }
    let row = takeServers(index)
    // A repeated capacity must not end the draining of a closed pool.
    if pool.pointee.capacity == before, edge.isOpen == wasOpen,
      pool.pointee.groupCount == 0 || !wasOpen
    {
      return
    }
    if pool.pointee.atClose == .drain, !edge.isOpen {
      // As many go on serving as were on duty.
      if wasOpen { pool.pointee.closedAt = now }
    } else {
      if pool.pointee.groupCount > 0 {
        setServers(index, row: row)
      } else {
        pool.pointee.effective =
          pool.pointee.interrupts ? wholeServers(index) : pool.pointee.capacity
      }
      if pool.pointee.atClose == .drain, !wasOpen { admitLate(index) }
    }
    if pool.pointee.interrupts { changeShift(index, from: effective) }
    considerWindows(index)
    touchChanged(index)
  }

  /// Returns the row of the servers of the groups at the edge just taken and moves on.
  mutating func takeServers(_ index: Int) -> Int {
    let pool = pools[index]
    defer { pool.pointee.firstServers += Int32(pool.pointee.groupCount) }
    return Int(pool.pointee.firstServers)
  }

  /// Marks a pool for the starts of this instant after a change of its servers on duty, and those
  /// of the room task for which servers of it are held back.
  mutating func touchChanged(_ index: Int) {
    if pools[index].pointee.interrupts { touchInterruptible(index) } else { touchDirty(index) }
    let token = pools[index].pointee.claim.token
    if token != QueueEntry.gone { touchClaimed(token) }
  }

  /// Merges the ring of the late with the classes, in the order in which they joined.
  private mutating func admitLate(_ index: Int) {
    let pool = pools[index]
    let late = rings[index * PoolState.ringCount + PoolState.lateRing]
    while late.pointee.live > 0 {
      let entry = late.pointee.removeFirst()
      if nodes[entry.node].pointee.kind.isHeldService {
        rings[index * PoolState.ringCount + PoolState.heldRing].pointee.append(entry)
        continue
      }
      pool.pointee.callable += 1
      put(entry, index, priorityClass(nodes[entry.node], cases + entry.slot, pool))
    }
  }
}
