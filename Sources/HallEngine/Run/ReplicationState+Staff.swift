// SPDX-License-Identifier: Apache-2.0

/// Servers who differ in speed, and the pauses of all servers after their services.
///
/// In a pool with groups `effective` is kept at busy + away + idle servers: a server who is to leave
/// but still works must not be taken for one who is free.
extension ReplicationState {
  /// Starts a service by the server of a pool with groups who has been idle for longest; returns its
  /// end.
  @inline(never)
  mutating func serveInGroup(
    _ slot: Int, _ task: Int, _ index: Int, _ plainService: Int64
  ) -> Int64 {
    let pool = pools[index]
    let group = takeIdle(index)
    let row = groups[Int(pool.pointee.firstGroup) &+ Int(group)]
    let service = Elementary.micros(Double(plainService) * factor(of: row))
    let end = min(now &+ service, HallEngine.lastInstant)
    // The service ends at the row of the group.
    let id = group == 0 ? task : Int(nodes[task].pointee.rounds) &+ Int(group) &- 1
    schedule(end, .release, priority: cases[slot].priority, slot: slot, node: id)
    if pool.pointee.pauses { schedulePause(index, group, after: end, end &- now) }
    return end
  }

  /// Occupies the server who has been idle for longest and returns the group.
  mutating func takeIdle(_ index: Int) -> UInt8 {
    let group = pools[index].pointee.idle.removeFirst(idle.base)
    groups[Int(pools[index].pointee.firstGroup) &+ Int(group)].pointee.occupied &+= 1
    return group
  }

  /// Returns what the service times of a group are multiplied by today.
  private mutating func factor(of group: UnsafeMutablePointer<GroupState>) -> Double {
    var day = group.pointee.factorCount - 1
    if day > 0 { day = min(day, clock.dayNumber(ofDay: Int(now / HallEngine.day))) }
    return samplerValues[group.pointee.firstFactor + day].pointee
  }

  /// Schedules the return of a server that will be away after a service of a length.
  ///
  /// The event carries the group in the place of a priority.
  @inline(never)
  mutating func schedulePause(
    _ index: Int, _ group: UInt8, after end: Int64, _ length: Int64
  ) {
    let back = pauseEnd(index, after: end, length)
    schedule(back, .release, priority: group, slot: EventKey.noSlot, node: index)
  }

  /// Lets a server of a group become idle, or go home if it is no longer on duty.
  @inline(never)
  mutating func free(_ index: Int, _ group: UInt8) {
    let pool = pools[index]
    let row = groups[Int(pool.pointee.firstGroup) &+ Int(group)]
    row.pointee.occupied &-= 1
    if row.pointee.occupied < row.pointee.effective {
      pool.pointee.idle.append(group, idle.base)
    } else {
      pool.pointee.effective &-= 1
    }
  }

  /// Sets the servers of a pool that may start work to those of its groups in a table row.
  mutating func setServers(_ index: Int, row: Int) {
    let pool = pools[index]
    for group in 0..<pool.pointee.groupCount {
      let opened = group == pool.pointee.reserveGroup ? pool.pointee.opened : 0
      setServers(index, group, Int64(groupServers[row + Int(group)].pointee) + opened)
    }
  }

  /// Sets the servers of a group that may start work.
  mutating func setServers(_ index: Int, _ group: UInt8, _ servers: Int64) {
    let pool = pools[index]
    let row = groups[Int(pool.pointee.firstGroup) + Int(group)]
    let occupied = row.pointee.occupied
    let more = max(0, servers - occupied) - max(0, row.pointee.effective - occupied)
    if more > 0 {
      for _ in 0..<more { pool.pointee.idle.append(group, idle.base) }
    } else {
      pool.pointee.idle.remove(-more, of: group, idle.base)
    }
    pool.pointee.effective += more
    row.pointee.effective = servers
  }
}
