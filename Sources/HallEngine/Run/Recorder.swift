// SPDX-License-Identifier: Apache-2.0

/// What a recorded run keeps while it goes on; a run without a record leaves it empty.
struct Recorder: ~Copyable {
  var visits: RowBuffer<Visit>
  var cases: RowBuffer<RecordedCase>
  var stretches: [RunRecord.Stretch] = []
  var batches: [RunRecord.Batch] = []
  var dutyChanges: [RunRecord.DutyChange] = []
  var outageChanges: [RunRecord.OutageChange] = []
  /// For each case slot one more than the row of the visit that came last to a join and waits there.
  ///
  /// 0 is none. ``Visit/queueLength`` of that row names the one before in the same way.
  private var heads: [UInt32] = []

  init(_ advise: Replication.MemoryAdvice?) {
    visits = RowBuffer(advise)
    cases = RowBuffer(advise)
  }

  /// Lets the visit added last wait at a join, or ends all that wait there.
  @inline(__always)
  mutating func join(_ slot: Int, _ node: UInt16, isComplete: Bool, at now: Int64) {
    if slot >= heads.count { growHeads(slot) }
    if !isComplete {
      let visit = visits.last
      visit.pointee.course = .joining
      visit.pointee.ended = HallEngine.never
      visit.pointee.queueLength = heads[slot]
      heads[slot] = UInt32(truncatingIfNeeded: visits.count)
      return
    }
    visits.last.pointee.course = .joined
    var link = heads[slot]
    var kept: UInt32 = 0
    while link != 0 {
      let visit = visits.place(Int(link) &- 1)
      let next = visit.pointee.queueLength
      if visit.pointee.node == node {
        visit.pointee.course = .joined
        visit.pointee.ended = now
        visit.pointee.queueLength = 0
      } else {
        // Another join, of a split further out or further in.
        visit.pointee.queueLength = kept
        kept = link
      }
      link = next
    }
    heads[slot] = kept
  }

  @inline(never)
  private mutating func growHeads(_ slot: Int) {
    heads += [UInt32](repeating: 0, count: max(256, slot + 1))
  }

  /// Takes the links out of the rows of visits that still wait at a join.
  mutating func clearLinks() {
    for slot in heads.indices {
      var link = heads[slot]
      heads[slot] = 0
      while link != 0 {
        let visit = visits.place(Int(link) - 1)
        link = visit.pointee.queueLength
        visit.pointee.queueLength = 0
      }
    }
  }
}
