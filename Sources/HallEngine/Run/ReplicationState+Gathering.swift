// SPDX-License-Identifier: Apache-2.0

/// A place where tokens wait for each other.
struct GatherState: BitwiseCopyable {
  /// The tokens, in the order in which they came.
  var waiting = QueueRing()
  /// How many go on as soon as they are there; 0 is any number.
  var size: Int32
  var basis: PlanNode.Delay.Basis
  /// The row of the table of rounds; -1 is none.
  var rounds: Int32
  /// How long the first waits at most; never where there is no limit.
  var limit: Int64
  /// The number of the pending end of the limit; 0 is none.
  var limitNumber: UInt32 = 0

  init(_ plan: PlanGather) {
    size = Int32(plan.size ?? 0)
    basis = plan.basis
    rounds = Int32(plan.rounds ?? -1)
    limit = plan.limit ?? HallEngine.never
  }
}

/// Tokens that wait for each other and go on together.
extension ReplicationState {
  /// Lets a token wait for the others; the last of a full set lets all of them go on.
  @inline(never)
  mutating func gather(_ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>) {
    let place = gathers[Int(node.pointee.index)]
    var entry = QueueEntry(
      token: UInt32(truncatingIfNeeded: slot &<< 12 | id), patienceNumber: 0, enqueued: now,
      key: now,
      service: 0)
    if recordsVisits {
      recordWait(id, slot, until: HallEngine.never)
      entry.row = UInt32(truncatingIfNeeded: recorder.visits.count &- 1)
    }
    place.pointee.waiting.append(entry)
    if place.pointee.size > 0, place.pointee.waiting.live >= place.pointee.size {
      letGo(place)
    } else if place.pointee.waiting.live == 1, place.pointee.limit != HallEngine.never {
      let limit = place.pointee.limit
      let end =
        place.pointee.basis == .working
        ? clock.advance(now, byWorkingMicros: limit)
        : limit > HallEngine.lastInstant - now ? HallEngine.never : now + limit
      // An end of patience: who comes by an end of that instant goes along, who arrives does not.
      place.pointee.limitNumber = schedule(
        end, .patience, priority: 0, slot: EventKey.noSlot, node: id)
    }
  }

  /// Lets those go on who wait where the limit of the first has ended.
  @inline(never)
  mutating func endGathering(_ id: Int, _ number: UInt32, _ high: UInt64) {
    let place = gathers[Int(nodes[id].pointee.index)]
    // Those whose limit it was have gone on by their number.
    guard place.pointee.limitNumber == number else {
      events &-= 1
      return
    }
    mark(high, id, 0)
    letGo(place)
  }

  /// Schedules the release of all that wait, in the order in which they came.
  private mutating func letGo(_ place: UnsafeMutablePointer<GatherState>) {
    place.pointee.limitNumber = 0
    let rounds = Int(place.pointee.rounds)
    let instant = rounds >= 0 ? nextRound(rounds, from: now) : now
    while place.pointee.waiting.live > 0 {
      let entry = place.pointee.waiting.removeFirst()
      if recordsVisits {
        let visit = recorder.visits.place(Int(entry.row))
        if rounds >= 0 { visit.pointee.started = now }
        visit.pointee.ended = instant
      }
      schedule(
        instant, .release, priority: cases[entry.slot].priority, slot: entry.slot,
        node: entry.node)
    }
  }
}
