// SPDX-License-Identifier: Apache-2.0

/// Servers that break down and are repaired, whether they work or not.
///
/// Server k of a pool is on duty while more than k servers are. Work does not stand beside numbers, as
/// servers are alike: a breakdown of one on duty hits any of them.
extension ReplicationState {
  /// Does what a slot stands for among the changes of a pool's capacity: a look at its queue, or a
  /// change of a server.
  @inline(never)
  mutating func changeSlot(_ index: Int, _ slot: Int) {
    if slot == EventKey.lookSlot {
      lookAtQueue(index)
    } else {
      changeServer(index, slot - EventKey.firstServerSlot)
    }
  }

  /// Schedules the first breakdown of every server.
  mutating func scheduleBreakdowns() {
    for index in 0..<interruptions.count where interruptions[index].pointee.up >= 0 {
      for server in 0..<Int(interruptions[index].pointee.serverCount) {
        scheduleChange(index, server)
      }
    }
  }

  /// Schedules the next breakdown of a server, or its repair.
  private mutating func scheduleChange(_ index: Int, _ server: Int) {
    let state = interruptions[index]
    let row = condition(index, server)
    let isDown = row.pointee.isDown
    let drawn = samplers.draw(
      Int(isDown ? state.pointee.repair : state.pointee.up),
      at: breakdownPoint(index, server, isDown ? 1 : 0))
    // A server that has been repaired holds for a second at least, or time might stand still.
    let time = max(isDown ? 0 : HallEngine.second, Elementary.micros(drawn))
    let instant = time > HallEngine.lastInstant - now ? HallEngine.never : now + time
    schedule(
      instant, isDown ? .opening : .closing, priority: 0, slot: EventKey.firstServerSlot + server,
      node: index)
  }

  private mutating func condition(_ index: Int, _ server: Int) -> UnsafeMutablePointer<
    ServerCondition
  > { conditions[Int(interruptions[index].pointee.firstServer) + server] }

  /// Returns the coordinates of a draw of the present cycle of a server: 0 how long it holds, 1 how long
  /// it is repaired, 2 whom the breakdown hits.
  private mutating func breakdownPoint(_ index: Int, _ server: Int, _ draw: UInt16) -> DrawPoint {
    DrawPoint(
      key: interruptions[index].pointee.key, caseNumber: condition(index, server).pointee.repairs,
      streamWord: UInt32(truncatingIfNeeded: server), attempt: draw, purpose: .breakdown)
  }

  /// Lets a server break down, or work again.
  private mutating func changeServer(_ index: Int, _ server: Int) {
    let pool = pools[index]
    let row = condition(index, server)
    let before = pool.pointee.effective
    row.pointee.isDown.toggle()
    if !row.pointee.isDown { row.pointee.repairs &+= 1 }
    if server < pool.pointee.capacity {
      accrue(index)
      countServersDown(index)
      if row.pointee.isDown {
        pool.pointee.effective -= 1
        breakDown(index, server, of: max(before, pool.pointee.busy + pool.pointee.away))
      } else {
        pool.pointee.effective += 1
        changeShift(index, from: before)
      }
      touchInterruptible(index)
    }
    scheduleChange(index, server)
  }

  /// Interrupts the service of the server that has broken down, if it works: any of those present.
  private mutating func breakDown(_ index: Int, _ server: Int, of present: Int64) {
    let hit = Int(breakdownPoint(index, server, 2).block(0).first * Double(present))
    if hit < interruptions[index].pointee.inProgress.count {
      putAtHead(interrupt(hit, index), index)
    }
  }

  /// Brings the number of servers on duty that are down up to date, and its integral up to now.
  mutating func countServersDown(_ index: Int) {
    let state = interruptions[index]
    guard state.pointee.up >= 0 else { return }
    state.pointee.downArea += Int128(state.pointee.down) * Int128(now - state.pointee.downSince)
    state.pointee.downSince = now
    state.pointee.down = 0
    let onDuty = min(Int(pools[index].pointee.capacity), Int(state.pointee.serverCount))
    for server in 0..<onDuty where condition(index, server).pointee.isDown {
      state.pointee.down += 1
    }
  }

  /// Returns how many servers of a pool may start work after a change of those on duty.
  mutating func wholeServers(_ index: Int) -> Int64 {
    countServersDown(index)
    return pools[index].pointee.capacity - interruptions[index].pointee.down
  }
}

/// Whether a server of a pool with breakdowns is down.
struct ServerCondition: BitwiseCopyable {
  var isDown = false
  /// How often it has been repaired: the number of its cycle.
  var repairs: UInt32 = 0
}
