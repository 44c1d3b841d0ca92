// SPDX-License-Identifier: Apache-2.0

/// Servers that are told apart, where one person may not do two tasks of a case (four eyes).
///
/// Server k of a pool is on duty while more than k servers are. As many have numbers on duty and
/// are idle as are free to start work, or more: those who work or are away have one number each.
extension ReplicationState {
  /// Puts a token in the queue of a pool whose servers are told apart; `false` if the applicant
  /// balks.
  @inline(never)
  mutating func joinNamed(
    _ slot: Int, _ id: Int, _ node: UnsafeMutablePointer<RunNode>
  ) -> Bool {
    let index = Int(node.pointee.index)
    accrue(index)
    return queue(slot, id, node, index, duration(cases + slot, node, .service))
  }

  /// Returns whether a free server of a pool may serve a waiting token.
  mutating func isServerSuited(_ entry: QueueEntry, _ index: Int) -> Bool {
    guard pools[index].pointee.firstServer >= 0, serverRules[entry.node].pointee.excludes != 0
    else { return true }
    return suitedServer(entry, index) != nil
  }

  /// Returns the server who has been idle longest among those on duty who may serve a token; of
  /// equals the first.
  ///
  /// - Complexity: O(servers on duty).
  private mutating func suitedServer(_ entry: QueueEntry, _ index: Int) -> Int? {
    let pool = pools[index]
    let first = Int(pool.pointee.firstServer)
    let excludes = serverRules[entry.node].pointee.excludes
    let kept = cases[entry.slot].servers
    var best: Int?
    for number in 0..<min(Int(pool.pointee.effective), Int(pool.pointee.serverCount)) {
      let server = servers[first + number].pointee
      guard server.token == ServerState.idle else { continue }
      if let best, servers[first + best].pointee.since <= server.since { continue }
      var isExcluded = false
      for place in 0..<4 where excludes & (1 << UInt8(place)) != 0 {
        if kept >> UInt64(place * 16) & 0xFFFF == UInt64(number + 1) { isExcluded = true }
      }
      if !isExcluded { best = number }
    }
    return best
  }

  /// Gives a number of idle servers to a token whose service starts now.
  mutating func assignServers(_ entry: QueueEntry, _ index: Int, _ count: Int32) {
    let pool = pools[index]
    let rule = serverRules[entry.node].pointee
    let end = min(now &+ entry.service, HallEngine.lastInstant)
    for _ in 0..<count {
      guard let number = suitedServer(entry, index) else { return }
      let server = servers[Int(pool.pointee.firstServer) + number]
      server.pointee.token = entry.token
      if recordsVisits { recordServer(entry, number) }
      server.pointee.since =
        pool.pointee.pauses ? pauseEnd(index, after: end, end - now) : end
      if rule.keeps >= 0 {
        let shift = UInt64(rule.keeps) * 16
        cases[entry.slot].servers &= ~(0xFFFF << shift)
        cases[entry.slot].servers |= UInt64(number + 1) << shift
      }
    }
  }

  /// Returns when a server is back from the pause after a service of a length.
  @inline(__always)
  mutating func pauseEnd(_ index: Int, after end: Int64, _ length: Int64) -> Int64 {
    let time = Elementary.micros(Double(length) * pools[index].pointee.pauseFactor)
    return time > HallEngine.lastInstant - end ? HallEngine.never : end + time
  }

  /// Frees the servers of a token whose service ends now, or sends them to their pause.
  mutating func freeServers(of token: UInt32, _ index: Int) {
    let pool = pools[index]
    let first = Int(pool.pointee.firstServer)
    for row in first..<first + Int(pool.pointee.serverCount)
    where servers[row].pointee.token == token {
      servers[row].pointee.token =
        pool.pointee.pauses ? ServerState.away : ServerState.idle
    }
  }

  /// Does what the end of a server's pause means where calls go by turns.
  @inline(never)
  mutating func returnInTurn(_ index: Int) {
    if pools[index].pointee.interrupts {
      touchInterruptible(index)
    } else if pools[index].pointee.firstServer >= 0 {
      returnServer(index)
    }
  }

  /// Lets the first server whose pause ends now be idle.
  private mutating func returnServer(_ index: Int) {
    let first = Int(pools[index].pointee.firstServer)
    for row in first..<first + Int(pools[index].pointee.serverCount) {
      let server = servers[row]
      guard server.pointee.token == ServerState.away, server.pointee.since == now else { continue }
      server.pointee.token = ServerState.idle
      return
    }
  }
}
