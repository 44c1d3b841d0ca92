// SPDX-License-Identifier: Apache-2.0

/// What is known of the people of a pool beyond their number: speed, breaks, absence,
/// loans, learning, reserve windows.
///
/// The servers of a pool are numbered from 0; a shift of k servers has the first k of them.
package struct PoolPeople: Sendable {
  /// Servers who work at the same speed.
  package struct Group: Sendable {
    /// The department they come from, if stated.
    package var department: Located<String>?
    /// How many they are, by configuration; the key `*` is for all others.
    package var servers: [String: Located<Int>]
    /// Whether they are those servers of the pool who are in no other group.
    package var takesRest = false
    /// What service times are multiplied by, above 0.
    package var factor: Double
    /// Where the group is written.
    package var place: SourcePlace
    /// How they learn; nil leaves it to the pool.
    package var learning: Learning?

    /// Creates a group.
    package init(
      department: Located<String>?, servers: [String: Located<Int>], factor: Double,
      place: SourcePlace
    ) {
      self.department = department
      self.servers = servers
      self.factor = factor
      self.place = place
    }
  }

  /// How new people become as fast as the others.
  package struct Learning: Sendable, Hashable {
    /// What their service times are multiplied by on the first day of the run, above 0.
    package var factor: Double
    /// The working days in which what is over 1 of the factor halves, at least 1.
    package var halfLife: Int
    /// The working days after which they have learned, at least 1.
    package var until: Int

    /// Creates a law of learning.
    package init(factor: Double, halfLife: Int, until: Int) {
      self.factor = factor
      self.halfLife = halfLife
      self.until = until
    }
  }

  /// Windows that open besides while the expected wait is long.
  package struct Reserve: Sendable {
    /// How many may be open at once, by configuration; the key `*` is for all others.
    package var most: [String: Located<Int>]
    /// One more opens when the expected wait is above this, in minutes.
    package var openAbove: Double
    /// One closes when the expected wait is below this, in minutes; less than `openAbove`.
    package var closeBelow: Double
    /// The least time between two such changes in minutes, at least 1.
    package var dwell: Double

    /// Creates a reserve.
    package init(
      most: [String: Located<Int>], openAbove: Double, closeBelow: Double, dwell: Double
    ) {
      self.most = most
      self.openAbove = openAbove
      self.closeBelow = closeBelow
      self.dwell = dwell
    }
  }

  /// Servers who work at another pool at some time of the day.
  package struct Loan: Sendable {
    /// The pool they go to.
    package var pool: Located<String>
    /// How many go, by configuration; the key `*` is for all others.
    package var servers: [String: Located<Int>]
    /// From when to when.
    package var during: DayInterval
    /// What service times are multiplied by there, above 0.
    package var factor: Double

    /// Creates a loan.
    package init(
      pool: Located<String>, servers: [String: Located<Int>], during: DayInterval, factor: Double
    ) {
      self.pool = pool
      self.servers = servers
      self.during = during
      self.factor = factor
    }
  }

  /// The groups of servers; empty where all are alike.
  ///
  /// The first servers of the pool are of the first group.
  package var groups: [Group] = []
  /// How those learn whose group does not say so itself; nil where they are not new.
  package var learning: Learning?
  /// Whether the number of servers is not stated but the sum of the groups.
  package var givesServers = false
  /// The length of a break in minutes, nil without breaks.
  ///
  /// Each server has one in each opening stretch of each of its shifts that lasts at least
  /// ``shortestStretch`` breaks.
  package var breakMinutes: Located<Double>?
  /// The probability that a server is absent for a whole day, 0 to below 1.
  package var absence = 0.0
  /// How many servers of a shift absence and loans leave at least, as far as the shift has so many.
  package var minimum = 1
  /// The windows that open while the expected wait is long; nil where none do.
  package var reserve: Reserve?
  /// Who works elsewhere at some time of the day.
  package var loans: [Loan] = []

  /// The stretch that is long enough for a break, in lengths of the break.
  package static let shortestStretch = 4.0

  /// The largest number of groups of a pool, with those of people who are lent to it.
  package static let maximumGroups = 8

  /// Creates people who are always at their place.
  package init() {}

  /// Returns the minutes of break of each server in an opening stretch of a length in minutes.
  package func breakMinutes(inStretchOf minutes: Int) -> Double {
    guard let length = breakMinutes?.value, Double(minutes) >= length * Self.shortestStretch else {
      return 0
    }
    return length
  }

  /// The mean number of servers present of a shift of `count`: the mean of the larger of the
  /// minimum and a binomial number.
  package func meanPresent(of count: Int) -> Double {
    let least = min(minimum, count)
    guard absence > 0, count > 0 else { return Double(count) }
    // Weights relative to the most likely number, so that none can overflow.
    let odds = (1 - absence) / absence
    let mode = min(count, Int(Double(count + 1) * (1 - absence)))
    var weights = [Double](repeating: 1, count: count + 1)
    for number in mode..<count {
      weights[number + 1] =
        weights[number] * odds * Double(count - number) / Double(number + 1)
    }
    for number in stride(from: mode, to: 0, by: -1) {
      weights[number - 1] =
        weights[number] / odds * Double(number) / Double(count - number + 1)
    }
    let total = weights.reduce(0, +)
    return weights.enumerated().reduce(0) {
      $0 + Double(max($1.offset, least)) * $1.element / total
    }
  }
}

extension Hall {
  /// The loans to a pool that are made under a configuration, in reading order.
  package func loans(to pool: Pool, in configuration: String) -> [PoolPeople.Loan] {
    pools.flatMap(\.people.loans).filter {
      $0.pool.value == pool.id.value && $0.servers.number(in: configuration) > 0
    }
  }

  /// Returns whether the people of a pool and those lent to it work at different speeds, or may.
  package func hasUnlikeStaff(_ pool: Pool, in configuration: String) -> Bool {
    !pool.people.groups.isEmpty || pool.people.learning != nil
      || loans(to: pool, in: configuration).contains { $0.factor != 1 }
  }

  /// Returns whether who is on duty at a pool goes by the day and not by its hours alone: people
  /// have breaks, may be absent, or work at two pools.
  package func hasRoster(_ pool: Pool, in configuration: String) -> Bool {
    pool.people.breakMinutes != nil || pool.people.absence > 0
      || pool.people.loans.contains { $0.servers.number(in: configuration) > 0 }
      || !loans(to: pool, in: configuration).isEmpty
  }
}
