// SPDX-License-Identifier: Apache-2.0

/// The people of a pool, one by one, with the hours each of them is on duty.
///
/// A roster adds its people to the capacity of pools: of its own, and of those it lends people to.
/// Who is absent is drawn anew in each replication, before it starts; the run loop meets nothing
/// but changes of capacity.
package struct Roster: Sendable, Hashable {
  /// Hours of one server on a day: on duty, or a break.
  package struct Duty: Sendable, Hashable {
    /// The shift, an index of ``Roster/shifts``.
    package var shift: Int
    /// The number of the server in the pool, from 0.
    package var server: Int
    /// The beginning, as a time of day in microseconds.
    package var start: Int64
    /// The end, after the beginning and at most 24 h.
    package var end: Int64

    /// Creates a duty.
    package init(shift: Int, server: Int, start: Int64, end: Int64) {
      self.shift = shift
      self.server = server
      self.start = start
      self.end = end
    }
  }

  /// A stretch in which the pool is open, whoever is there.
  package struct Opening: Sendable, Hashable {
    /// The beginning, as a time of day in microseconds.
    package var start: Int64
    /// The end, after the beginning and at most 24 h.
    package var end: Int64

    /// Creates an opening.
    package init(start: Int64, end: Int64) {
      self.start = start
      self.end = end
    }
  }

  /// What is laid out for a kind of day.
  package struct Day: Sendable, Hashable {
    /// The stretches in which the pool is open; they may overlap.
    package var openings: [Opening]
    /// The duties of all servers, breaks left out.
    package var duties: [Duty]
    /// The breaks of all servers.
    package var breaks: [Duty]

    /// Creates a day.
    package init(openings: [Opening], duties: [Duty], breaks: [Duty] = []) {
      self.openings = openings
      self.duties = duties
      self.breaks = breaks
    }
  }

  /// The absence of servers for whole days.
  package struct Absence: Sendable, Hashable {
    /// The probability that a server is absent on a day, 0 to below 1.
    package var probability: Double
    /// The key of the draws; the same key gives the same absences.
    package var streamKey: UInt64

    /// Creates a law of absence.
    package init(probability: Double, streamKey: UInt64) {
      self.probability = probability
      self.streamKey = streamKey
    }
  }

  /// Servers who work at another pool at some time of every day on which the first shift works.
  package struct Loan: Sendable, Hashable {
    /// The pool they go to, an index of ``EnginePlan/pools``.
    package var pool: Int
    /// Their group there, an index of ``PlanPool/groups``; 0 where the pool has none.
    package var group: Int
    /// How many go: the last ones of the first shift, before those who go on earlier loans.
    package var servers: Int
    /// When they go, as a time of day in microseconds.
    package var start: Int64
    /// When they come back, after `start` and at most 24 h.
    package var end: Int64

    /// Creates a loan.
    package init(pool: Int, group: Int = 0, servers: Int, start: Int64, end: Int64) {
      self.pool = pool
      self.group = group
      self.servers = servers
      self.start = start
      self.end = end
    }
  }

  /// The pool, an index of ``EnginePlan/pools``; nil if the plan has no such pool.
  package var pool: Int?
  /// The group of each server, an index of ``PlanPool/groups``; 0 where the pool has none.
  package var groups: [Int]
  /// The number of servers of each shift: the first ones of the pool.
  package var shifts: [Int]
  /// The kinds of day.
  package var days: [Day]
  /// The kind of each day of the calendar, from day 0; nil where nobody works.
  package var dayKinds: [Int?]
  /// The kind of a day on which the hall stays closed; nil where nobody works then.
  ///
  /// Nobody is lent on such a day.
  package var closedKind: Int?
  /// Who is absent; nil is nobody.
  package var absence: Absence?
  /// How many of a shift absence and loans leave at least, as far as the shift has so many.
  package var minimum: Int
  /// The loans of the pool.
  package var loans: [Loan] = []

  /// Creates a roster.
  package init(
    pool: Int?, groups: [Int], shifts: [Int], days: [Day], dayKinds: [Int?],
    absence: Absence? = nil, minimum: Int = 1
  ) {
    self.pool = pool
    self.groups = groups
    self.shifts = shifts
    self.days = days
    self.dayKinds = dayKinds
    self.absence = absence
    self.minimum = minimum
  }

  /// Returns who of a shift is there on a day, by number.
  ///
  /// A server is absent when its own draw for the day is below the probability. Where that would
  /// leave fewer than the minimum, the absent ones with the lowest numbers come all the same.
  ///
  /// - Parameters:
  ///   - shift: An index of ``shifts``.
  ///   - day: The day of the calendar.
  ///   - settings: The replication, whose seed and number the draws depend on.
  /// - Returns: One value for each server of the shift.
  package func isPresent(in shift: Int, day: Int, _ settings: Replication) -> [Bool] {
    let count = shifts[shift]
    guard let absence else { return Array(repeating: true, count: count) }
    let key = StreamKey.key(
      seed: settings.seed, designPoint: settings.designPoint, replication: settings.index,
      stream: absence.streamKey)
    var isThere = (0..<count).map { server in
      let point = DrawPoint(
        key: key, caseNumber: UInt32(truncatingIfNeeded: day),
        streamWord: UInt32(truncatingIfNeeded: server), attempt: 0, purpose: .absence)
      return point.block(0).first >= absence.probability
    }
    var missing = min(minimum, count) - isThere.count { $0 }
    for server in 0..<count where missing > 0 && !isThere[server] {
      isThere[server] = true
      missing -= 1
    }
    return isThere
  }

  /// Returns the loan each server of the first shift goes on, given who of it is there.
  ///
  /// The places of loans are taken from the last server down; who is absent leaves his empty, and
  /// the last ones stay where fewer than the minimum would be left.
  func loans(of isPresent: [Bool]) -> [Loan?] {
    var result = [Loan?](repeating: nil, count: isPresent.count)
    var free = isPresent.count { $0 } - minimum
    var places = loans.flatMap { Array(repeating: $0, count: $0.servers) }[...]
    for server in isPresent.indices.reversed() {
      guard let loan = places.popFirst() else { break }
      guard isPresent[server], free > 0 else { continue }
      result[server] = loan
      free -= 1
    }
    return result
  }
}
