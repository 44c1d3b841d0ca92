// SPDX-License-Identifier: Apache-2.0

/// Who is on duty at once, whatever the date: a bound for what a task can ever hold.
struct Staffing {
  let hours: [Hours]
  let configuration: String

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

  /// Returns the most servers of a pool that are on duty at once.
  func most(_ pool: Pool) -> Int {
    moments([pool]).map { servers(of: pool, $0.day, $0.minute) }.max() ?? 0
  }

  /// Returns whether there is a time at which as many servers are on duty as are asked for of each
  /// pool.
  func areEverTogether(_ holds: [(pool: Pool, servers: Int)]) -> Bool {
    moments(holds.map(\.pool)).contains { moment in
      holds.allSatisfy { servers(of: $0.pool, moment.day, moment.minute) >= $0.servers }
    }
  }

  /// The times at which somebody may come on duty; between them nobody does.
  private func moments(_ pools: [Pool]) -> [(day: Day, minute: Int)] {
    let names = pools.flatMap(\.shifts).map(\.hours.value)
    let starts = Set(
      hours.filter { names.contains($0.id.value) }.flatMap(\.open).map(\.start.minutes))
    return Day.all.flatMap { day in
      starts.union([0]).map { (day, $0) }
    }
  }

  private func servers(of pool: Pool, _ day: Day, _ minute: Int) -> Int {
    pool.shifts.reduce(0) { sum, shift in
      guard let hours = hours.first(where: { $0.id.value == shift.hours.value }) else {
        return sum + shift.servers(in: configuration)
      }
      let isOpen =
        hours.days.contains { day.falls(under: $0) }
        && hours.open.contains { $0.start.minutes <= minute && minute < $0.end.minutes }
      return isOpen ? sum + shift.servers(in: configuration) : sum
    }
  }
}
