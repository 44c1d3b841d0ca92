// SPDX-License-Identifier: Apache-2.0

/// Who is on duty at once, whatever the date: a bound for what a task can ever hold.
///
/// It counts people who are lent where they are, and leaves out breaks, absence and windows that open
/// for a while.
struct Staffing {
  let configuration: String
  private let hours: [Hours]
  /// The pools that lend people to pools in use.
  private let lenders: [Pool]
  /// The pools that flows use: nobody is lent to others.
  private let used: Set<String>
  /// What ``most(_:)`` found, by pool.
  private var known: [String: Int] = [:]

  init(hall: Hall, configuration: String, used: Set<String>) {
    self.configuration = configuration
    self.used = used
    hours = hall.hours
    lenders = hall.pools.filter { pool in
      pool.people.loans.contains { used.contains($0.pool.value) }
    }
  }

  /// A day of a week, worked or not.
  private struct Day {
    var weekday: DayRule
    var isWorked: Bool

    func falls(under rule: DayRule) -> Bool {
      switch rule {
      case .working: isWorked
      case .every: true
      default: rule == weekday
      }
    }

    static let all: [Day] = [DayRule.mon, .tue, .wed, .thu, .fri, .sat, .sun].flatMap {
      [Day(weekday: $0, isWorked: true), Day(weekday: $0, isWorked: false)]
    }
  }

  /// Returns the most servers of a pool that are on duty at once; found once for each pool.
  mutating func most(_ pool: Pool) -> Int {
    if let known = known[pool.id.value] { return known }
    let most = moments([pool]).map { servers(of: pool, $0.day, $0.minute) }.max() ?? 0
    known[pool.id.value] = most
    return most
  }

  /// Returns whether there is a time at which as many servers are on duty as are asked for of each
  /// pool.
  func areEverTogether(_ holds: [(pool: Pool, servers: Int)]) -> Bool {
    moments(holds.map(\.pool)).contains { moment in
      holds.allSatisfy { servers(of: $0.pool, moment.day, moment.minute) >= $0.servers }
    }
  }

  /// The times at which somebody may come on duty or go on a loan; between them nobody does.
  private func moments(_ pools: [Pool]) -> [(day: Day, minute: Int)] {
    let names = pools.flatMap(\.shifts).map(\.hours.value)
    let openings = hours.filter { names.contains($0.id.value) }.flatMap(\.open).map(\.start)
    let loans = lenders.flatMap(\.people.loans).flatMap { [$0.during.start, $0.during.end] }
    let starts = Set((openings + loans).map(\.minutes))
    return Day.all.flatMap { day in
      starts.union([0]).map { (day, $0) }
    }
  }

  private func servers(of pool: Pool, _ day: Day, _ minute: Int) -> Int {
    let own = pool.shifts.reduce(0) { sum, shift in
      isOpen(shift, day, minute) ? sum + shift.servers(in: configuration) : sum
    }
    // Those who are lent to a pool that is closed have nothing to do there.
    guard !lenders.isEmpty, pool.shifts.contains(where: { isOpen($0, day, minute) }) else {
      return own
    }
    return lenders.reduce(own) { sum, lender in
      guard let first = lender.shifts.first, isOpen(first, day, minute) else { return sum }
      return lender.people.loans.reduce(sum) { sum, loan in
        guard used.contains(loan.pool.value), loan.during.start.minutes <= minute,
          minute < loan.during.end.minutes
        else { return sum }
        let count = loan.servers.number(in: configuration)
        return sum + (loan.pool.value == pool.id.value ? count : 0)
          - (lender.id.value == pool.id.value ? count : 0)
      }
    }
  }

  private func isOpen(_ shift: Pool.Shift, _ day: Day, _ minute: Int) -> Bool {
    guard let hours = hours.first(where: { $0.id.value == shift.hours.value }) else {
      return true
    }
    return hours.days.contains { day.falls(under: $0) }
      && hours.open.contains { $0.start.minutes <= minute && minute < $0.end.minutes }
  }
}
