// SPDX-License-Identifier: Apache-2.0

/// The end of the warm-up, and what is at work at an instant.
extension ReplicationState {
  /// Starts the statistics anew; the state stays.
  @inline(never)
  mutating func endWarmUp() {
    for index in 0..<pools.count {
      accrue(index)
      flush(index)
      pools[index].pointee.resetTallies()
      if interruptions.count > 0 {
        countServersDown(index)
        interruptions[index].pointee.resetTallies()
      }
      (poolBuckets.base + index * LogHistogram.bucketCount)
        .update(repeating: 0, count: LogHistogram.bucketCount)
      (bins.base + index * 48).update(repeating: BinState(), count: 48)
    }
    // Services in progress count from now to their ends.
    forEachServiceInProgress { pool, servers, end, state in
      state.pools[pool].pointee.clippedServices += servers * Int128(end - state.now)
    }
    insideArea = 0
    insideSince = now
    clippedSojourns = 0
    windowStart = now
    countFrom = now + 1
  }

  /// Calls a function with a pool, the number of its servers and the end of each service in
  /// progress; for a room task once for each of its pools.
  mutating func forEachServiceInProgress(
    _ body: (Int, Int128, Int64, inout ReplicationState) -> Void
  ) {
    for index in (heap.hasHole ? 1 : 0)..<max(1, heap.count) where index < heap.count {
      let key = heap.key(at: index)
      let high = EventKey.high(key)
      let slot = EventKey.slot(EventKey.low(key))
      guard EventKey.phase(high) == Phase.release.rawValue else { continue }
      if slot >= EventKey.absentSlot {
        let pool = EventKey.node(EventKey.low(key))
        if slot == EventKey.absentSlot, !pools[pool].pointee.interrupts {
          body(pool, 1, EventKey.time(high), &self)
        }
        continue
      }
      let id = EventKey.node(EventKey.low(key))
      switch nodes[id].pointee.kind {
      case .serve, .heldServe:
        body(Int(nodes[id].pointee.index), 1, EventKey.time(high), &self)
      case .named, .room:
        for row in holdRows(id) {
          let hold = holds[row].pointee
          body(Int(hold.pool), Int128(hold.servers), EventKey.time(high), &self)
        }
      default: break
      }
    }
    for pool in 0..<interruptions.count {
      let services = interruptions[pool].pointee.inProgress
      for place in 0..<services.count { body(pool, 1, services[place].end, &self) }
    }
  }
}
