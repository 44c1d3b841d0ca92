// SPDX-License-Identifier: Apache-2.0

/// Cases that arrive together.
///
/// All cases of a batch exist from its arrival on, so that numbers inside, stays and conservation
/// count cases and nothing else; but only the first has a token. The others hang on it by
/// ``CaseRecord/follower`` until the batch is split or ends.
extension ReplicationState {
  /// Returns how many cases the pending arrival of a stream brings, at least 1.
  @inline(never)
  mutating func arrivingCases(
    _ stream: UnsafeMutablePointer<StreamState>, _ row: UnsafeMutablePointer<RunScenario>
  ) -> Int {
    if row.pointee.waveBatch >= 0, !stream.pointee.hasWaves { return 1 }
    let attribute = attributes[Int(max(row.pointee.batch, row.pointee.waveBatch))].pointee
    return max(1, drawAttribute(attribute, stream.pointee.nextNumber, stream.pointee.word))
  }

  /// Notes how many cases have come together where that depends on the stream; 0 is a case alone.
  @inline(never)
  mutating func noteBatch(
    _ record: UnsafeMutablePointer<CaseRecord>, _ units: Int, _ isWave: Bool,
    _ row: UnsafeMutablePointer<RunScenario>
  ) {
    let shift = UInt64(attributes[Int(row.pointee.batch)].pointee.slot) * 8
    record.pointee.attributes &= ~(0xFF << shift)
    if isWave { record.pointee.attributes |= UInt64(units) << shift }
  }

  /// Creates the other cases of a batch; each draws its own attributes but for the shared ones.
  @inline(never)
  mutating func makeFollowers(
    _ leader: Int, _ count: Int, _ row: UnsafeMutablePointer<RunScenario>
  ) {
    if recordsVisits { recordBatch(leader, count) }
    let shared = row.pointee.sharedAttributes
    var last = leader
    for offset in 1..<count {
      // The limit of live cases was looked at before, so there is always a slot.
      guard let slot = makeSlot() else { return }
      let first = cases + leader
      let record = cases + slot
      record.initialize(
        to: CaseRecord(
          created: now, caseNumber: first.pointee.caseNumber &+ UInt32(truncatingIfNeeded: offset),
          streamWord: first.pointee.streamWord, scenario: first.pointee.scenario,
          stream: first.pointee.stream, priority: first.pointee.priority,
          isCounted: first.pointee.isCounted))
      drawAttributes(record, row)
      record.pointee.attributes =
        record.pointee.attributes & ~shared | first.pointee.attributes & shared
      cases[last].follower = UInt32(truncatingIfNeeded: slot &+ 1)
      last = slot
    }
  }

  /// Lets the cases of a batch go on one by one, in the order of their numbers.
  @inline(never)
  mutating func splitBatch(_ slot: Int, _ node: UnsafeMutablePointer<RunNode>) {
    if node.pointee.flags & RunNode.Flags.anyAtExit != 0 { leave(slot, node, completed: true) }
    var link = shareOut(slot)
    follow(node.pointee.next, slot)
    while link != 0 {
      let unit = Int(link &- 1)
      link = cases[unit].follower
      cases[unit].follower = 0
      follow(node.pointee.next, unit)
    }
  }

  /// Ends all cases of a batch that was never split, with the outcome of the first.
  @inline(never)
  mutating func finishBatch(_ slot: Int) {
    var link = shareOut(slot)
    finish(slot)
    while link != 0 {
      let unit = Int(link &- 1)
      link = cases[unit].follower
      cases[unit].follower = 0
      finish(unit)
    }
  }

  /// Gives every case of a batch the marks of the first and its part of the minutes; returns the
  /// link to the second.
  ///
  /// What does not divide evenly, less than a microsecond a case, stays with the first.
  private mutating func shareOut(_ slot: Int) -> UInt32 {
    let leader = cases + slot
    if leader.pointee.presence == .inHall {
      if leader.pointee.grossEnd == HallEngine.never {
        leader.pointee.hallTime &+= now &- leader.pointee.presenceSince
      }
      leader.pointee.presenceSince = now
    }
    let first = leader.pointee.follower
    leader.pointee.follower = 0
    var others: Int64 = 0
    var link = first
    while link != 0 {
      others &+= 1
      link = cases[Int(link &- 1)].follower
    }
    let hallTime = leader.pointee.hallTime / (others &+ 1)
    let hallWait = leader.pointee.hallWait / (others &+ 1)
    let touch = leader.pointee.touch / (others &+ 1)
    link = first
    while link != 0 {
      let unit = cases + Int(link &- 1)
      let own = unit.pointee
      unit.pointee = leader.pointee
      unit.pointee.caseNumber = own.caseNumber
      unit.pointee.attributes = own.attributes
      unit.pointee.follower = own.follower
      unit.pointee.hallTime = hallTime
      unit.pointee.hallWait = hallWait
      unit.pointee.touch = touch
      link = own.follower
    }
    leader.pointee.hallTime &-= hallTime &* others
    leader.pointee.hallWait &-= hallWait &* others
    leader.pointee.touch &-= touch &* others
    return first
  }
}
