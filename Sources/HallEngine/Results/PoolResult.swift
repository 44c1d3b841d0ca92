// SPDX-License-Identifier: Apache-2.0

/// Waits that began after the warm-up and ended with a start of service.
package struct WaitResult: Sendable, Hashable {
  /// Count, sum and maximum.
  package var tally = Tally()
  /// The distribution.
  package var histogram = LogHistogram()
  /// The number of waits of at most 15 minutes.
  package var within15 = 0
  /// The number of waits of at most 30 minutes.
  package var within30 = 0
  /// The number of waits of at most 60 minutes.
  package var within60 = 0

  /// Creates an empty result.
  package init() {}

  /// Adds the waits of another result.
  package mutating func merge(_ other: WaitResult) {
    tally.merge(other.tally)
    histogram.merge(other.histogram)
    within15 += other.within15
    within30 += other.within30
    within60 += other.within60
  }
}

/// What one pool did in the window.
package struct PoolResult: Sendable, Hashable {
  /// The waits that ended with a start of service.
  ///
  /// Where services may be interrupted: all waits of a visit as one, of visits whose service ended.
  package var waits = WaitResult()
  /// The number of services started.
  package var services = 0
  /// The number of applicants who balked.
  package var balked = 0
  /// The number of applicants who reneged.
  package var reneged = 0
  /// The number of calls of tickets whose applicants had reneged.
  package var absentCalls = 0
  /// The number of interruptions of services.
  package var interruptions = 0
  /// The time of work done in vain: of services that started again from the beginning.
  ///
  /// It counts in the window in which the interruption lies.
  package var lostWork: Int128 = 0
  /// The integral of the number of servers on duty that are down.
  package var downArea: Int128 = 0
  /// The largest queue length.
  package var queueMaximum = 0
  /// The queue length at the end.
  package var queueAtEnd = 0
  /// The integral of the queue length.
  package var queueArea: Int128 = 0
  /// The integral of the number of busy servers, overtime and calls that nobody answers included.
  package var busyArea: Int128 = 0
  /// The integral of the number of servers on duty.
  package var capacityArea: Int128 = 0
  /// The integral of the busy servers beyond the number on duty or on a break.
  package var overtimeArea: Int128 = 0
  /// The integral of the number of servers absent when they would have been on duty.
  package var absentArea: Int128 = 0
  /// The integral of the number of open windows of the reserve, which are on duty too.
  package var openedArea: Int128 = 0
  /// The integrals and waits by half-hour of the day: 48 bins from midnight.
  ///
  /// Waits count in the half-hour in which they began.
  package var bins: [HalfHour] = []

  /// Creates an empty result.
  package init() {}

  /// Busy time over time on duty; above 1 with overtime, `nil` if nobody was on duty.
  package var utilisation: Double? {
    capacityArea > 0 ? Double(busyArea) / Double(capacityArea) : nil
  }
}

/// The sums of one half-hour of the day over all days of the window.
package struct HalfHour: Sendable, Hashable {
  /// The integral of the busy servers.
  package var busy: Int128 = 0
  /// The integral of the servers on duty.
  package var capacity: Int128 = 0
  /// The sum of the waits that began in the half-hour and ended with a start of service.
  package var waitSum: Int64 = 0
  /// The number of those waits.
  package var waitCount = 0

  /// Creates empty sums.
  package init() {}
}
