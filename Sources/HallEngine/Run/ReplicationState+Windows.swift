// SPDX-License-Identifier: Apache-2.0

/// Windows of a reserve, which open while the queue is long.
///
/// Whether one opens or closes is looked at once everything has started that can start at an
/// instant: whenever the queue or the capacity has changed, and when the time after the last such
/// change is over. Between them nothing that counts can change.
extension ReplicationState {
  /// Schedules a look at the queue for this instant, if the tickets may make a window open or close.
  ///
  /// - Parameters:
  ///   - index: The pool.
  ///   - called: The tickets that are being called, and no longer wait.
  @inline(never)
  mutating func considerWindows(_ index: Int, called: Int64 = 0) {
    let pool = pools[index]
    guard pool.pointee.mostOpened > 0, PoolState.opensWindows(pool), !pool.pointee.isLookDue,
      wantedChange(pool, pool.pointee.tickets &- called) != 0
    else { return }
    scheduleLook(index, at: now)
  }

  private mutating func scheduleLook(_ index: Int, at instant: Int64) {
    schedule(instant, .closing, priority: 0, slot: EventKey.lookSlot, node: index)
    pools[index].pointee.isLookDue = true
  }

  /// Returns 1 if a window is to open, -1 if one is to close, else 0.
  private mutating func wantedChange(
    _ pool: UnsafeMutablePointer<PoolState>, _ tickets: Int64
  ) -> Int64 {
    // The work ahead is compared with bound × windows, so that nothing is rounded.
    let work = Int128(tickets) * Int128(pool.pointee.forecast)
    let windows = Int128(pool.pointee.capacity)
    if pool.pointee.opened < pool.pointee.mostOpened,
      work > Int128(pool.pointee.openAbove) * windows
    {
      return 1
    }
    if pool.pointee.opened > 0, work < Int128(pool.pointee.closeBelow) * windows { return -1 }
    return 0
  }

  /// Opens or closes a window, if the queue still asks for it.
  @inline(never)
  mutating func lookAtQueue(_ index: Int) {
    let pool = pools[index]
    pool.pointee.isLookDue = false
    guard PoolState.opensWindows(pool) else { return }
    let change = wantedChange(pool, pool.pointee.tickets)
    if change == 0 { return }
    accrue(index)
    flush(index)
    pool.pointee.opened += change
    pool.pointee.capacity += change
    pool.pointee.onShift += change
    if recordsVisits { recordDuty(index) }
    if pool.pointee.groupCount > 0 {
      let group = pool.pointee.reserveGroup
      let servers = groups[Int(pool.pointee.firstGroup) + Int(group)].pointee.effective
      setServers(index, group, servers + change)
    } else {
      pool.pointee.effective =
        pool.pointee.interrupts ? wholeServers(index) : pool.pointee.effective + change
    }
    scheduleLook(index, at: now + pool.pointee.dwell)
    touchChanged(index)
  }
}
