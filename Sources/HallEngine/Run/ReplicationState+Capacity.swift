// SPDX-License-Identifier: Apache-2.0

extension ReplicationState {
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
    let edge = edges[Int(pool.pointee.firstEdge)].pointee
    pool.pointee.firstEdge += 1
    scheduleCapacity(index, from: Int64(edge.capacity))
    pool.pointee.enter(edge)
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
        pool.pointee.effective = pool.pointee.capacity
      }
      if pool.pointee.atClose == .drain, !wasOpen { admitLate(index) }
    }
    considerWindows(index, waiting: pool.pointee.waiting)
    touchDirty(index)
  }

  /// Returns the row of the servers of the groups at the edge just taken and moves on.
  mutating func takeServers(_ index: Int) -> Int {
    let pool = pools[index]
    defer { pool.pointee.firstServers += Int32(pool.pointee.groupCount) }
    return Int(pool.pointee.firstServers)
  }

  /// Merges the ring of the late with the classes, in the order in which they joined.
  private mutating func admitLate(_ index: Int) {
    let pool = pools[index]
    let late = rings[index * PoolState.ringCount + PoolState.lateRing]
    while late.pointee.live > 0 {
      let entry = late.pointee.removeFirst()
      let priority = pool.pointee.usesPriority ? cases[entry.slot].priority : 0
      pool.pointee.callable += 1
      put(entry, index, Int(priority))
    }
  }
}
