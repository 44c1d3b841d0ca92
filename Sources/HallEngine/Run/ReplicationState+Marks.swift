// SPDX-License-Identifier: Apache-2.0

extension ReplicationState {
  /// Applies the marks that act when a token enters a node.
  @inline(__always)
  mutating func enter(_ slot: Int, _ node: UnsafeMutablePointer<RunNode>) {
    let record = cases + slot
    let flags = node.pointee.flags
    if flags & RunNode.Flags.presence != 0, record.pointee.presence != node.pointee.presence {
      changePresence(record, node.pointee.presence)
    }
    if flags & (RunNode.Flags.anyAtEntry ^ RunNode.Flags.presence) != 0 {
      enterRarer(record, node)
    }
  }

  @inline(never)
  private mutating func enterRarer(
    _ record: UnsafeMutablePointer<CaseRecord>, _ node: UnsafeMutablePointer<RunNode>
  ) {
    let flags = node.pointee.flags
    if flags & RunNode.Flags.startsGross != 0, record.pointee.grossStart == HallEngine.never {
      record.pointee.grossStart = now
    }
    if flags & RunNode.Flags.newTicket != 0 { record.pointee.ticketTime = now }
    switch node.pointee.counter {
    case .none: break
    case .supplement: record.pointee.supplements &+= 1
    case .notice: record.pointee.notices &+= 1
    case .utilityTrip: record.pointee.utilityTrips &+= 1
    }
    if flags & RunNode.Flags.stopsLegal != 0 {
      if record.pointee.stopDepth == 0 { record.pointee.stoppedSince = now }
      record.pointee.stopDepth &+= 1
    }
  }

  /// Moves the applicant into the hall or out of it.
  @inline(__always)
  mutating func changePresence(
    _ record: UnsafeMutablePointer<CaseRecord>, _ new: PlanNode.Presence
  ) {
    let old = record.pointee.presence
    // What follows the end of the gross clock (a mortgage case, the archive) is no part of the case.
    let isOver = record.pointee.grossEnd != HallEngine.never
    if old == .inHall, !isOver { record.pointee.hallTime &+= now &- record.pointee.presenceSince }
    if new == .inHall {
      let isSameTrip =
        old == .pause && now / HallEngine.day == record.pointee.presenceSince / HallEngine.day
      if !isSameTrip {
        record.pointee.trips &+= isOver ? 0 : 1
        record.pointee.tripStart = now
      }
    } else if new == .pause, old == .away {
      // Whoever is outside has no trip to interrupt.
      return
    }
    record.pointee.presence = new
    record.pointee.presenceSince = now
  }

  /// Applies the marks that act when a token leaves a node.
  @inline(never)
  mutating func leave(_ slot: Int, _ node: UnsafeMutablePointer<RunNode>, completed: Bool) {
    let record = cases + slot
    let flags = node.pointee.flags
    if flags & RunNode.Flags.stopsLegal != 0, record.pointee.stopDepth > 0 {
      record.pointee.stopDepth &-= 1
      if record.pointee.stopDepth == 0 { accountStop(record) }
    }
    guard completed else { return }
    if flags & RunNode.Flags.startsLegal != 0, record.pointee.legalStart == HallEngine.never {
      record.pointee.legalStart = now
    }
    if flags & RunNode.Flags.endsGross != 0 {
      if record.pointee.presence == .inHall, record.pointee.grossEnd == HallEngine.never {
        record.pointee.hallTime &+= now &- record.pointee.presenceSince
        record.pointee.presenceSince = now
        record.pointee.endsInHall = true
      }
      record.pointee.grossEnd = now
    }
    if flags & RunNode.Flags.endsLegal != 0 {
      // A stop that outlasts the book entry counts up to it.
      if record.pointee.stopDepth > 0 { accountStop(record) }
      record.pointee.legalEnd = now
    }
  }

  /// Adds the stop that lasts until now, as far as the legal clock was started.
  private mutating func accountStop(_ record: UnsafeMutablePointer<CaseRecord>) {
    let start = record.pointee.legalStart
    guard start != HallEngine.never, record.pointee.legalEnd == HallEngine.never else { return }
    let since = max(start, record.pointee.stoppedSince)
    record.pointee.stopped &+= clock.workingMicros(from: since, to: now)
    record.pointee.stoppedDays &+= Int32(
      truncatingIfNeeded: clock.dayNumber(of: now) - clock.dayNumber(of: since))
    record.pointee.stoppedSince = now
  }
}
