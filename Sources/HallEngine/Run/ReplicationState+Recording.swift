// SPDX-License-Identifier: Apache-2.0

/// What only recorded runs do.
///
/// Every entry goes through the step that guards against endless loops, and what follows it concerns
/// the visit added last; later parts find their visit by ``QueueEntry/row``.
extension ReplicationState {
  /// Notes that a token enters a node.
  @inline(__always)
  mutating func recordEntry(_ id: Int, _ slot: Int) {
    let record = cases + slot
    _ = recorder.visits.append(
      Visit(
        at: now, caseNumber: record.pointee.caseNumber, stream: record.pointee.stream, node: id))
    let node = nodes[id]
    guard node.pointee.kind == .join else { return }
    let index = Int(node.pointee.index)
    let counters = index < 8 ? record.pointee.joinsLow : record.pointee.joinsHigh
    let before = CaseRecord.value(counters, index & 7)
    recorder.join(
      slot, UInt16(truncatingIfNeeded: id), isComplete: before + 1 >= Int(node.pointee.count),
      at: now)
  }

  /// Notes that the token entered last waits in a queue; returns the row of its visit.
  @inline(__always)
  mutating func recordQueueing(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>,
    _ pool: UnsafeMutablePointer<PoolState>
  ) -> UInt32 {
    let visit = recorder.visits.last
    visit.pointee.course = .queued
    visit.pointee.started = HallEngine.never
    visit.pointee.ended = HallEngine.never
    visit.pointee.queueLength = UInt32(truncatingIfNeeded: pool.pointee.waiting)
    visit.pointee.priority = priorityClass(node, record, pool)
    return UInt32(truncatingIfNeeded: recorder.visits.count &- 1)
  }

  /// Notes that a token that waits came after the closing of its pool.
  mutating func recordLate(_ entry: QueueEntry) {
    recorder.visits.place(Int(entry.row)).pointee.isLate = true
  }

  /// Notes that the token entered last does not join the queue.
  mutating func recordBalk(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>,
    _ pool: UnsafeMutablePointer<PoolState>
  ) {
    _ = recordQueueing(record, node, pool)
    recorder.visits.last.pointee.course = .balked
    recorder.visits.last.pointee.ended = now
  }

  /// Notes that a token leaves its queue.
  mutating func recordReneging(_ entry: QueueEntry) {
    let visit = recorder.visits.place(Int(entry.row))
    visit.pointee.course = .reneged
    visit.pointee.ended = now
  }

  /// Notes that the ticket of one who has left is called.
  mutating func recordAbsentCall(_ entry: QueueEntry) {
    recorder.visits.place(Int(entry.row)).pointee.started = now
  }

  /// Notes that the service of a token that waited begins.
  @inline(__always)
  mutating func recordStart(_ entry: QueueEntry, until end: Int64) {
    let visit = recorder.visits.place(Int(entry.row))
    visit.pointee.course = .served
    visit.pointee.started = now
    visit.pointee.ended = end
  }

  /// Notes that the service of the token entered last begins at once.
  @inline(__always)
  mutating func recordStartAtOnce(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>,
    _ pool: UnsafeMutablePointer<PoolState>, until end: Int64
  ) {
    let visit = recorder.visits.last
    visit.pointee.course = .served
    visit.pointee.ended = end
    visit.pointee.queueLength = UInt32(truncatingIfNeeded: pool.pointee.waiting)
    visit.pointee.priority = priorityClass(node, record, pool)
  }

  /// Notes which server serves a token, of several the first.
  mutating func recordServer(_ entry: QueueEntry, _ number: Int) {
    let visit = recorder.visits.place(Int(entry.row))
    if visit.pointee.server == 0 { visit.pointee.server = UInt16(truncatingIfNeeded: number + 1) }
  }

  /// Notes that the token entered last waits without a server, until an instant that may be never.
  @inline(never)
  mutating func recordWait(_ id: Int, _ slot: Int, until end: Int64) {
    let record = cases + slot
    let node = nodes[id]
    let visit = recorder.visits.last
    visit.pointee.course = .waited
    visit.pointee.ended = end
    switch node.pointee.kind {
    case .delay, .heldDelay:
      let isHeld = node.pointee.kind == .heldDelay
      let begin = isHeld ? endOfOutages(id) : now
      visit.pointee.started = node.pointee.rounds < 0 ? begin : ready(record, node, from: begin)
      // The draw is a function of case, node and attempt, so asking again gives the same.
      if node.pointee.limit != HallEngine.never,
        duration(record, node, .delay) > node.pointee.limit
      {
        visit.pointee.course = .lapsed
      }
    default: break
    }
  }

  /// Notes that a case has ended.
  @inline(never)
  mutating func recordCase(_ record: UnsafeMutablePointer<CaseRecord>) {
    _ = recorder.cases.append(RecordedCase(record.pointee, ended: now))
  }

  /// Notes the servers of a pool that are on duty from now on.
  mutating func recordDuty(_ index: Int) {
    let pool = pools[index]
    recorder.dutyChanges.append(
      RunRecord.DutyChange(
        time: now, pool: index, onDuty: pool.pointee.capacity, isOpen: pool.pointee.isOpen))
  }

  /// Notes that an outage begins or ends.
  mutating func recordOutage(_ outage: Int, isDown: Bool) {
    recorder.outageChanges.append(
      RunRecord.OutageChange(time: now, outage: outage, isDown: isDown))
  }

  /// Notes that cases have come together.
  mutating func recordBatch(_ leader: Int, _ count: Int) {
    recorder.batches.append(
      RunRecord.Batch(
        stream: cases[leader].stream, first: cases[leader].caseNumber,
        count: UInt32(truncatingIfNeeded: count)))
  }

  /// Closes the record with the cases that are inside and hands it over.
  mutating func takeRecord() -> RunRecord {
    recorder.clearLinks()
    var isFree = [Bool](repeating: false, count: slotCount)
    for index in 0..<freeSlots.count { isFree[Int(freeSlots.base[index])] = true }
    for slot in 0..<slotCount where !isFree[slot] {
      _ = recorder.cases.append(RecordedCase(cases[slot], ended: HallEngine.never))
    }
    var closed: [Int] = []
    for day in 0..<closedDays.count where closedDays[day].pointee { closed.append(day) }
    return RunRecord(
      visits: recorder.visits.take(), cases: recorder.cases.take(),
      stretches: recorder.stretches, batches: recorder.batches,
      dutyChanges: recorder.dutyChanges, outageChanges: recorder.outageChanges,
      closedDays: closed, end: now)
  }

  /// Takes the branch that the script of the case names for this visit; after the end of the
  /// script, or without one, the first branch.
  @inline(never)
  mutating func chooseByScript(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>
  ) -> UInt32 {
    let branch = nextOfScript(Int(node.pointee.index), Int(record.pointee.caseNumber)) ?? 0
    return targets[Int(node.pointee.first) + branch].pointee
  }

  /// Returns what a script says of the next visit of a case; nil behind its end.
  mutating func nextOfScript(_ row: Int, _ number: Int) -> Int? {
    guard number < scripts[row].count, scriptPositions[row][number] < scripts[row][number].count
    else { return nil }
    let position = scriptPositions[row][number]
    scriptPositions[row][number] += 1
    return scripts[row][number][position]
  }
}
