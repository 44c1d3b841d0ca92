// SPDX-License-Identifier: Apache-2.0

/// Room tasks: several servers at once, all or none.
///
/// A waiting room task has an entry in ``roomRings`` of each of its pools, each with its rank there,
/// and is one of the callable tokens of each. Only the first pool counts it as waiting.
extension ReplicationState {
  /// The rows of ``holds`` of a node.
  @inline(__always)
  func holdRows(_ id: Int) -> Range<Int> {
    let range = holdRanges[id].pointee
    return Int(range.first)..<Int(range.first + range.count)
  }

  /// Lets a token wait for the servers of a room task; what can start does so with the other starts
  /// of the instant.
  @inline(never)
  mutating func joinRoom(_ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>) {
    let record = cases + slot
    let home = pools[Int(node.pointee.index)]
    var entry = QueueEntry(
      token: UInt32(truncatingIfNeeded: slot &<< 12 | id), patienceNumber: 0, enqueued: now,
      key: now, service: duration(record, node, .service))
    if recordsVisits { entry.row = recordQueueing(record, node, home) }
    for row in holdRows(id) {
      let index = Int(holds[row].pointee.pool)
      let pool = pools[index]
      accrue(index)
      entry.key = Self.rank(priorityClass(node, record, pool), key(record, pool))
      roomRings[index].pointee.insert(entry)
      pool.pointee.callsInTurn = true
      pool.pointee.callable += 1
      if recordsVisits, !admits(pool, entry) { recordLate(entry) }
    }
    home.pointee.waiting += 1
    considerWindows(Int(node.pointee.index))
    if node.pointee.flags & RunNode.Flags.reserves != 0 {
      reserving.append(entry)
      claim(for: entry.token)
    }
    for row in holdRows(id) { touchDirty(Int(holds[row].pointee.pool)) }
  }

  /// Returns the key of a token that joins the queue of a pool now.
  @inline(__always)
  mutating func key(
    _ record: UnsafeMutablePointer<CaseRecord>, _ pool: UnsafeMutablePointer<PoolState>
  ) -> Int64 {
    let key: Int64
    switch pool.pointee.order {
    case .arrival: key = now
    case .ticketTime: key = record.pointee.ticketTime
    case .legalStart: key = record.pointee.legalStart
    }
    return key == HallEngine.never ? now : key
  }

  /// Returns whether all servers of a waiting room task are free for it.
  ///
  /// In the pool whose turn it is everybody ahead has been called or passed over, and `held` servers
  /// are held back; in the others those ahead come first.
  mutating func canStartRoom(_ entry: QueueEntry, at index: Int, held: Int64) -> Bool {
    for row in holdRows(entry.node) {
      let hold = holds[row].pointee
      let pool = pools[Int(hold.pool)]
      var free = PoolState.free(pool)
      if free < Int64(hold.servers) || !admits(pool, entry) { return false }
      if Int(hold.pool) == index {
        free -= held
      } else {
        let own = roomRings[Int(hold.pool)].pointee.find(token: entry.token)?.entry.key ?? 0
        let claim = pool.pointee.claim
        if claim.token != QueueEntry.gone, claim.token != entry.token, claim.key <= own,
          isClaimInForce(claim.token)
        {
          free -= Int64(claim.servers)
        }
        free -= singlesAhead(
          Int(hold.pool), of: own, limit: free - Int64(hold.servers) + 1)
      }
      if free < Int64(hold.servers) { return false }
    }
    return true
  }

  /// Returns whether a pool serves a room task: after the closing of a draining pool only one that
  /// waited then or came to the hall before.
  private func admits(_ pool: UnsafeMutablePointer<PoolState>, _ entry: QueueEntry) -> Bool {
    let record = cases + entry.slot
    return pool.pointee.isOpen || entry.enqueued <= pool.pointee.closedAt
      || (record.pointee.presence != .away && record.pointee.tripStart <= pool.pointee.closedAt)
  }

  /// Starts a waiting room task.
  mutating func startRoom(_ entry: QueueEntry) {
    let home = Int(nodes[entry.node].pointee.index)
    let record = cases + entry.slot
    for row in holdRows(entry.node) {
      let hold = holds[row].pointee
      let index = Int(hold.pool)
      let pool = pools[index]
      accrue(index)
      if let found = roomRings[index].pointee.find(token: entry.token) {
        countPassedOver(pool, Int(found.entry.key >> 57))
        roomRings[index].pointee.remove(at: found.place)
      }
      pool.pointee.callsInTurn = roomRings[index].pointee.live > 0 || pool.pointee.firstServer >= 0
      pool.pointee.callable -= 1
      pool.pointee.busy += Int64(hold.servers)
    }
    pools[home].pointee.waiting -= 1
    considerWindows(home)
    if nodes[entry.node].pointee.flags & RunNode.Flags.reserves != 0 { releaseClaims(entry) }
    // The first server of the first pool is like that of any task; the others come on top.
    start(entry, home)
    let end = min(now &+ entry.service, HallEngine.lastInstant)
    for row in holdRows(entry.node) {
      let hold = holds[row].pointee
      let index = Int(hold.pool)
      let pool = pools[index]
      let more = Int64(hold.servers) - (index == home ? 1 : 0)
      if index != home { pool.pointee.services += 1 }
      pool.pointee.clippedServices += Int128(more) * Int128(end - now)
      if pool.pointee.countsTouch { record.pointee.touch += more * (end - now) }
      if pool.pointee.pauses {
        for _ in 0..<more { schedulePause(index, 0, after: end, end - now) }
      }
      if pool.pointee.firstServer >= 0 { assignServers(entry, index, hold.servers) }
    }
  }

  /// Frees the servers of a task that is more than one server of a pool, or told apart.
  @inline(never)
  mutating func releaseHolds(_ slot: Int, _ id: Int) {
    for row in holdRows(id) {
      let hold = holds[row].pointee
      let index = Int(hold.pool)
      let pool = pools[index]
      accrue(index)
      pool.pointee.busy -= Int64(hold.servers)
      if pool.pointee.pauses { pool.pointee.away += Int64(hold.servers) }
      if pool.pointee.firstServer >= 0 {
        freeServers(of: UInt32(truncatingIfNeeded: slot &<< 12 | id), index)
      }
      touchDirty(index)
    }
  }

  // MARK: Holding back

  /// Enters a room task that has just joined where no earlier one claims servers.
  private mutating func claim(for token: UInt32) {
    for row in holdRows(Int(token & 0xFFF)) {
      let hold = holds[row].pointee
      if pools[Int(hold.pool)].pointee.claim.token == QueueEntry.gone {
        setClaim(hold, token)
      }
    }
  }

  private mutating func setClaim(_ hold: RunHold, _ token: UInt32) {
    let rank = roomRings[Int(hold.pool)].pointee.find(token: token)?.entry.key ?? 0
    pools[Int(hold.pool)].pointee.claim = RoomClaim(
      token: token, servers: hold.servers, key: rank)
  }

  /// Takes back the claims of a room task that starts; the next that waits for a pool follows.
  private mutating func releaseClaims(_ entry: QueueEntry) {
    if let found = reserving.find(token: entry.token) { reserving.remove(at: found.place) }
    for row in holdRows(entry.node) {
      let pool = holds[row].pointee.pool
      guard pools[Int(pool)].pointee.claim.token == entry.token else { continue }
      pools[Int(pool)].pointee.claim = RoomClaim()
      var place = reserving.firstPlace
      search: while let next = reserving.entry(from: &place) {
        for other in holdRows(next.node) where holds[other].pointee.pool == pool {
          setClaim(holds[other].pointee, next.token)
          break search
        }
        place &+= 1
      }
    }
  }

  /// Returns whether servers are held back for a room task: it has waited longest for each of its
  /// pools, and all of them are open for it with as many servers as it needs.
  ///
  /// So two room tasks never hold back servers from each other.
  mutating func isClaimInForce(_ token: UInt32) -> Bool {
    guard let entry = reserving.find(token: token)?.entry else { return false }
    for row in holdRows(entry.node) {
      let hold = holds[row].pointee
      let pool = pools[Int(hold.pool)]
      guard pool.pointee.claim.token == token, pool.pointee.effective >= Int64(hold.servers),
        admits(pool, entry)
      else { return false }
    }
    return true
  }

  /// Marks all pools of a room task after a change of the servers on duty in one of them: what was
  /// held back for it may be free for others.
  @inline(never)
  mutating func touchClaimed(_ token: UInt32) {
    for row in holdRows(Int(token & 0xFFF)) {
      let index = Int(holds[row].pointee.pool)
      accrue(index)
      touchDirty(index)
    }
  }
}
