// SPDX-License-Identifier: Apache-2.0

/// Tickets that stay in a queue when their applicants have left it.
extension ReplicationState {
  /// Puts the ticket of one who has left while an outage held back the service into its class.
  mutating func leaveTicket(
    of entry: QueueEntry, _ index: Int, _ record: UnsafeMutablePointer<CaseRecord>
  ) {
    let pool = pools[index]
    let priority = priorityClass(nodes[entry.node], record, pool)
    var ticket = entry
    ticket.token = QueueEntry.absent
    ticket.patienceNumber = 0
    rings[index * PoolState.ringCount + priority].pointee.insert(ticket)
    pool.pointee.classes |= 1 << UInt8(priority)
    pool.pointee.callable += 1
    pool.pointee.absentTickets += 1
    touchDirty(index)
  }

  /// Keeps a server, who is counted as busy already, with a ticket that nobody answers.
  @inline(never)
  mutating func callAbsent(_ index: Int) {
    let pool = pools[index]
    pool.pointee.absentTickets -= 1
    pool.pointee.absentCalls += 1
    let end = min(now + pool.pointee.absentCall, HallEngine.lastInstant)
    // Pauses that end at the same instant come first; in a pool with groups the event carries the
    // group in the place of a priority.
    let priority = pool.pointee.groupCount > 0 ? takeIdle(index) : 1
    schedule(
      end, .release, priority: priority, slot: EventKey.absentSlot, node: index)
    pool.pointee.clippedServices += Int128(end - now)
  }

  /// Frees the server, of a group where the pool has any, after the call.
  @inline(never)
  mutating func endAbsentCall(_ index: Int, _ group: UInt8) {
    accrue(index)
    pools[index].pointee.busy -= 1
    if pools[index].pointee.groupCount > 0 { free(index, group) }
    touchDirty(index)
  }
}
