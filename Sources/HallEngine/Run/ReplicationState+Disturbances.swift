// SPDX-License-Identifier: Apache-2.0

/// Outages: nodes that start nothing for a while.
///
/// A node that is stopped changes its kind, so that runs without outages ask nothing anywhere. An
/// outage begins with the closings of its instant and ends with the openings, so that services of
/// both instants begin.
extension ReplicationState {
  /// Schedules the next beginning of an outage.
  mutating func scheduleOutage(_ outage: Int) {
    let range = outageRanges[outage].pointee
    let begun = outagesBegun[outage].pointee
    guard begun < range.count else { return }
    schedule(
      instants[Int(range.first + 2 * begun)].pointee, .closing, priority: 0,
      slot: EventKey.noSlot, node: pools.count + outage)
  }

  /// Begins an outage, or ends the one that lasts.
  @inline(never)
  mutating func changeOutage(_ outage: Int) {
    let bit: UInt64 = 1 << UInt64(outage)
    if activeOutages & bit == 0 {
      let place = Int(outageRanges[outage].pointee.first + 2 * outagesBegun[outage].pointee)
      outagesBegun[outage].pointee += 1
      activeOutages |= bit
      schedule(
        instants[place + 1].pointee, .opening, priority: 0, slot: EventKey.noSlot,
        node: pools.count + outage)
    } else {
      activeOutages &= ~bit
      scheduleOutage(outage)
    }
    if recordsVisits { recordOutage(outage, isDown: activeOutages & bit != 0) }
    // Rows of groups behind those of the plan only end services.
    for id in 0..<stoppedBy.count where stoppedBy[id].pointee & bit != 0 {
      let isStopped = stoppedBy[id].pointee & activeOutages != 0
      switch nodes[id].pointee.kind {
      case .serve where isStopped: nodes[id].pointee.kind = .heldServe
      case .heldServe where !isStopped: nodes[id].pointee.kind = .serve
      case .interruptible where isStopped: nodes[id].pointee.kind = .heldInterruptible
      case .heldInterruptible where !isStopped: nodes[id].pointee.kind = .interruptible
      case .delay where isStopped: nodes[id].pointee.kind = .heldDelay
      case .heldDelay where !isStopped: nodes[id].pointee.kind = .delay
      default: break
      }
    }
    for pool in 0..<pools.count {
      if activeOutages & bit == 0 { releaseHeld(pool) } else { holdBack(pool) }
    }
  }

  /// Moves those who cannot be served any more out of the classes, in their order.
  private mutating func holdBack(_ index: Int) {
    let pool = pools[index]
    guard pool.pointee.callable > 0 else { return }
    let first = index * PoolState.ringCount
    let held = rings[first + PoolState.heldRing]
    for priority in 0..<PoolState.lateRing {
      let ring = rings[first + priority]
      for _ in 0..<ring.pointee.live {
        let entry = ring.pointee.removeFirst()
        if !entry.isAbsent, nodes[entry.node].pointee.kind.isHeldService {
          held.pointee.append(entry)
          pool.pointee.callable -= 1
        } else {
          ring.pointee.append(entry)
        }
      }
      if ring.pointee.live == 0 { pool.pointee.classes &= ~(1 << UInt8(priority)) }
    }
  }

  /// Puts those who can be served again back to the place in line that they had.
  private mutating func releaseHeld(_ index: Int) {
    let pool = pools[index]
    let first = index * PoolState.ringCount
    let held = rings[first + PoolState.heldRing]
    guard held.pointee.live > 0 else { return }
    accrue(index)
    for _ in 0..<held.pointee.live {
      let entry = held.pointee.removeFirst()
      if nodes[entry.node].pointee.kind.isHeldService {
        held.pointee.append(entry)
        continue
      }
      let priority = priorityClass(nodes[entry.node], cases + entry.slot, pool)
      rings[first + priority].pointee.insert(entry)
      pool.pointee.classes |= 1 << UInt8(priority)
      pool.pointee.callable += 1
    }
    if pool.pointee.interrupts { touchInterruptible(index) } else { touchDirty(index) }
  }

  /// Puts a token in the queue of a pool whose service an outage stops; `false` if the applicant
  /// balks.
  @inline(never)
  mutating func hold(_ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>) -> Bool {
    let index = Int(node.pointee.index)
    let pool = pools[index]
    accrue(index)
    let service = duration(cases + slot, node, .service)
    guard let entry = enqueue(slot, id, node, pool, service) else { return false }
    let isLate = pool.pointee.joinsSpecially && joinsLate(cases + slot, index)
    if recordsVisits, isLate { recordLate(entry) }
    let ring = isLate ? PoolState.lateRing : PoolState.heldRing
    rings[index * PoolState.ringCount + ring].pointee.append(entry)
    return true
  }

  /// Returns when a node that is stopped now can start again: the end of the outages that stop it,
  /// one after the other.
  @inline(never)
  mutating func endOfOutages(_ id: Int) -> Int64 {
    let mask = stoppedBy[id].pointee
    var end = now
    var last: Int64
    repeat {
      last = end
      for outage in 0..<outageRanges.count where mask & 1 << UInt64(outage) != 0 {
        let range = outageRanges[outage].pointee
        // The span that lasts is the last that has begun; later ones may begin before `end`.
        let begun = Int(outagesBegun[outage].pointee)
        var span = max(0, begun - 1)
        while span < Int(range.count) {
          let place = Int(range.first) + 2 * span
          if span >= begun, instants[place].pointee >= end { break }
          end = max(end, instants[place + 1].pointee)
          span += 1
        }
      }
    } while end > last
    return end
  }

  /// Adds what was closed and down in the window.
  mutating func addDisturbances(to result: inout ReplicationResult) {
    for day in 0..<closedDays.count where closedDays[day].pointee {
      let midnight = Int64(day) * HallEngine.day
      if midnight >= result.start, midnight < result.end { result.closedDays += 1 }
    }
    for outage in 0..<outageRanges.count {
      let range = outageRanges[outage].pointee
      var total: Int64 = 0
      for span in 0..<Int(range.count) {
        let place = Int(range.first) + 2 * span
        let start = max(instants[place].pointee, result.start)
        total += max(0, min(instants[place + 1].pointee, result.end) - start)
      }
      result.downTimes.append(total)
    }
  }
}
