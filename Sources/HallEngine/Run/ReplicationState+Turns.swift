// SPDX-License-Identifier: Apache-2.0

/// Calls at pools where a free server need not suit whoever is first: room tasks wait that need
/// other servers besides, or one server may not serve a case.
///
/// Who cannot start is passed over and keeps the place. All tokens of a pool, those of room tasks
/// included, stand in one call order: by class, then by the key of the pool's queue.
extension ReplicationState {
  /// The single task whose turn it is, and its rank among all tokens of the pool.
  private struct Turn {
    /// The class it is called from; -1 is nobody.
    var priority = -1
    var rank = Int64.max
  }

  /// Returns the place of a token in the call order of a pool: the class, then the key.
  @inline(__always)
  static func rank(_ priority: Int, _ key: Int64) -> Int64 { Int64(priority) &<< 57 | key }

  /// Calls tokens of a pool while servers are free, single and room tasks by turns.
  @inline(never)
  mutating func callInTurn(_ index: Int) {
    let pool = pools[index]
    if pool.pointee.interrupts {
      callInterruptible(index)
      return
    }
    let waiting = roomRings[index]
    var held: Int64 = 0
    var room = waiting.pointee.firstPlace
    var places = SIMD8<UInt32>()
    for priority in 0..<8 {
      places[priority] = rings[index * PoolState.ringCount + priority].pointee.firstPlace
    }
    while PoolState.free(pool) > held {
      let single = nextSingle(index, &places)
      if let entry = waiting.pointee.entry(from: &room), entry.key < single.rank {
        if canStartRoom(entry, at: index, held: held) {
          startRoom(entry)
        } else if pool.pointee.claim.token == entry.token, isClaimInForce(entry.token) {
          held += Int64(pool.pointee.claim.servers)
        }
        room &+= 1
      } else if single.priority >= 0 {
        callSingle(index, single.priority, places[single.priority])
      } else {
        return
      }
    }
  }

  /// Returns the first single task in call order that a free server may serve, and moves the places
  /// of the classes past those that none may.
  private mutating func nextSingle(_ index: Int, _ places: inout SIMD8<UInt32>) -> Turn {
    let pool = pools[index]
    if let promised = promisedClass(pool), firstSuited(index, promised, &places) != nil {
      return Turn(priority: promised, rank: -1)
    }
    var open = pool.pointee.classes
    while open != 0 {
      let priority = open.trailingZeroBitCount
      open &= open - 1
      if let entry = firstSuited(index, priority, &places) {
        return Turn(priority: priority, rank: Self.rank(priority, entry.key))
      }
    }
    return Turn()
  }

  /// Returns the class whose guaranteed turn it is, if one of it waits.
  private func promisedClass(_ pool: UnsafeMutablePointer<PoolState>) -> Int? {
    let promised = pool.pointee.guaranteedClass
    guard pool.pointee.guaranteeEvery > 0, pool.pointee.classes & (1 << promised) != 0,
      pool.pointee.passedOver >= pool.pointee.guaranteeEvery - 1
    else { return nil }
    return Int(promised)
  }

  private mutating func firstSuited(
    _ index: Int, _ priority: Int, _ places: inout SIMD8<UInt32>
  ) -> QueueEntry? {
    let ring = rings[index * PoolState.ringCount + priority]
    var place = places[priority]
    defer { places[priority] = place }
    while let entry = ring.pointee.entry(from: &place) {
      if isServerSuited(entry, index) { return entry }
      place &+= 1
    }
    return nil
  }

  /// Starts the single task at a place of a class.
  private mutating func callSingle(_ index: Int, _ priority: Int, _ place: UInt32) {
    let pool = pools[index]
    let ring = rings[index * PoolState.ringCount + priority]
    var found = place
    guard let entry = ring.pointee.entry(from: &found) else { return }
    countPassedOver(pool, priority)
    ring.pointee.remove(at: found)
    if ring.pointee.live == 0 { pool.pointee.classes &= ~(1 << UInt8(priority)) }
    pool.pointee.callable -= 1
    pool.pointee.waiting -= 1
    considerWindows(index)
    pool.pointee.busy += 1
    start(entry, index)
    if pool.pointee.firstServer >= 0 { assignServers(entry, index, 1) }
  }

  /// Counts a call of a class for the pool's guarantee; call before the token leaves its queue.
  mutating func countPassedOver(_ pool: UnsafeMutablePointer<PoolState>, _ priority: Int) {
    guard pool.pointee.guaranteeEvery > 0 else { return }
    let promised = pool.pointee.guaranteedClass
    let waits = pool.pointee.classes & (1 << promised) != 0
    pool.pointee.passedOver = waits && priority != Int(promised) ? pool.pointee.passedOver + 1 : 0
  }

  /// Returns how many single tasks will be called before a room task of a rank, as far as a limit.
  mutating func singlesAhead(_ index: Int, of rank: Int64, limit: Int64) -> Int64 {
    let pool = pools[index]
    let own = Int(rank >> 57)
    var count: Int64 = 0
    if let promised = promisedClass(pool), promised > own { count = 1 }
    for priority in 0...own {
      let ring = rings[index * PoolState.ringCount + priority]
      if priority < own {
        count += Int64(ring.pointee.live)
        continue
      }
      var place = ring.pointee.firstPlace
      while count < limit, let entry = ring.pointee.entry(from: &place),
        Self.rank(priority, entry.key) <= rank
      {
        count += 1
        place &+= 1
      }
    }
    return count
  }
}
