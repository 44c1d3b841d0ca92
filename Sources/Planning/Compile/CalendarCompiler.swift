// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Turns hours, rounds and shifts into instants over a number of calendar days.
struct CalendarCompiler {
  let hall: Hall
  let from: CivilDate
  /// The number of calendar days that are laid out.
  let days: Int
  /// Whether the hours of the hall apply, by day; many pools ask for the same hours.
  private let appliesByDay: [String: [Bool]]

  private var calendar: WorkingCalendar { hall.calendar }

  /// Lays out the hours of a hall.
  ///
  /// - Complexity: O(hours × days).
  init(hall: Hall, from: CivilDate, days: Int) {
    self.hall = hall
    self.from = from
    self.days = days
    appliesByDay = Dictionary(
      hall.hours.map { hours in
        let applies = (0..<days).map { day in
          let date = from.adding(days: day)
          return hours.days.contains { $0.applies(to: date, in: hall.calendar) }
        }
        return (hours.id.value, applies)
      }, uniquingKeysWith: { first, _ in first })
  }

  private func hours(_ id: String) -> Hours? { hall.hours.first { $0.id.value == id } }

  private func instant(_ day: Int, _ time: TimeOfDay) -> Int64 {
    Int64(day) * HallEngine.day + Int64(time.minutes) * HallEngine.minute
  }

  /// The opening stretches of hours on a day on which they apply; the whole day for `always`.
  func open(_ id: String) -> [DayInterval] {
    if let hours = hours(id) { return hours.open }
    return DayInterval(text: "00:00-24:00").map { [$0] } ?? []
  }

  /// Whether there are hours of a name, and not only `always`.
  func hasHours(_ id: String) -> Bool { hours(id) != nil }

  /// Whether hours apply on the day with an index.
  func applies(_ id: String, _ day: Int) -> Bool {
    appliesByDay[id].map { $0[day] } ?? true
  }

  private func applies(_ rules: [DayRule], _ day: Int) -> Bool {
    let date = from.adding(days: day)
    return rules.contains { $0.applies(to: date, in: calendar) }
  }

  /// Microseconds of opening time that make a working day.
  var workingDay: Int64 {
    guard calendar.kind == .civil, let id = hall.workingHours?.value, let hours = hours(id),
      hours.minutesPerDay > 0
    else { return HallEngine.day }
    return Int64(hours.minutesPerDay) * HallEngine.minute
  }

  /// The midnights of the working days.
  var workingDayStarts: [Int64] {
    (0..<days).filter { calendar.isWorkingDay(from.adding(days: $0)) }
      .map { Int64($0) * HallEngine.day }
  }

  /// The clock of working days.
  var clock: WorkingClock {
    guard calendar.kind == .civil, let id = hall.workingHours?.value, let hours = hours(id) else {
      return .continuous
    }
    let segments = hours.open.map {
      WorkingClock.Segment(
        start: Int64($0.start.minutes) * HallEngine.minute,
        end: Int64($0.end.minutes) * HallEngine.minute)
    }
    return WorkingClock(
      days: (0..<days).map { calendar.isWorkingDay(from.adding(days: $0)) ? segments : [] },
      standardDay: workingDay)
  }

  /// The open intervals of hours.
  func schedule(_ id: String) -> OpenSchedule {
    guard let hours = hours(id) else {
      return OpenSchedule([.init(start: 0, end: HallEngine.lastInstant)])
    }
    var intervals: [OpenSchedule.Interval] = []
    for day in 0..<days where applies(id, day) {
      for open in hours.open {
        let start = instant(day, open.start)
        let end = instant(day, open.end)
        // 24:00 and 00:00 of the next day are one instant: the hall stays open.
        if let last = intervals.last, last.end == start {
          intervals[intervals.count - 1].end = end
        } else {
          intervals.append(.init(start: start, end: end))
        }
      }
    }
    var schedule = OpenSchedule(intervals)
    schedule.closes = true
    return schedule
  }

  /// The instants of rounds.
  func instants(of rounds: Rounds) -> [Int64] {
    var result: [Int64] = []
    for day in 0..<days where applies(rounds.days, day) {
      for time in rounds.at { result.append(instant(day, time)) }
    }
    return result
  }

  /// The servers on duty over time, all shifts together.
  func capacity(of pool: Pool, in configuration: String) -> [PlanPool.CapacityEdge] {
    var changes: [(time: Int64, servers: Int)] = []
    var level = 0
    var timed = 0
    for shift in pool.shifts {
      let servers = shift.servers(in: configuration)
      guard servers > 0 else { continue }
      guard hasHours(shift.hours.value) else {
        level += servers
        continue
      }
      timed += 1
      for interval in schedule(shift.hours.value).intervals {
        changes.append((interval.start, servers))
        changes.append((interval.end, -servers))
      }
    }
    // The intervals of one shift are in order.
    if timed > 1 { changes.sort { $0.time < $1.time } }
    var edges = [PlanPool.CapacityEdge(time: 0, capacity: level)]
    var next = 0
    while next < changes.count {
      let time = changes[next].time
      let before = level
      while next < changes.count, changes[next].time == time {
        level += changes[next].servers
        next += 1
      }
      if time == 0 {
        edges = [.init(time: 0, capacity: level)]
      } else if level != before {
        edges.append(.init(time: time, capacity: level))
      }
    }
    return edges
  }

  /// The servers on duty on a day on which the hall stays closed: those of shifts around the clock.
  func closedCapacity(of pool: Pool, in configuration: String) -> Int {
    pool.shifts.filter { !hasHours($0.hours.value) }
      .reduce(0) { $0 + $1.servers(in: configuration) }
  }

  /// Closing time of a day's working hours, or midnight after it on a calendar without hours.
  func closing(ofDay day: Int) -> Int64 {
    guard calendar.kind == .civil, let id = hall.workingHours?.value,
      let last = hours(id)?.open.last
    else { return Int64(day + 1) * HallEngine.day }
    return instant(day, last.end)
  }

  /// Opening minutes of a pool on an ordinary working day, over all its shifts, times the servers
  /// present on average; breaks are part of them.
  ///
  /// People who are lent count where they are. That the last ones stay where the minimum would be
  /// passed is left out.
  func serverMinutesPerDay(of pool: Pool, in configuration: String) -> Double {
    hall.pools.reduce(ownMinutesPerDay(of: pool, in: configuration)) { total, other in
      other.people.loans.reduce(total) { total, loan in
        let minutes =
          Double(loan.servers.number(in: configuration) * loan.during.minutes)
          * (1 - other.people.absence)
        return total + (loan.pool.value == pool.id.value ? minutes : 0)
          - (other.id.value == pool.id.value ? minutes : 0)
      }
    }
  }

  private func ownMinutesPerDay(of pool: Pool, in configuration: String) -> Double {
    pool.shifts.reduce(0) { total, shift in
      let minutes = open(shift.hours.value).reduce(0) { $0 + $1.minutes }
      return total + pool.people.meanPresent(of: shift.servers(in: configuration)) * Double(minutes)
    }
  }

  /// The share of these minutes in which the people of the pool can serve: neither on a break nor
  /// away after a service.
  func usableShare(of pool: Pool, in configuration: String) -> Double {
    let total = ownMinutesPerDay(of: pool, in: configuration)
    guard pool.people.breakMinutes != nil, total > 0 else { return pool.usableShare }
    let breaks = pool.shifts.reduce(0.0) { sum, shift in
      let minutes = open(shift.hours.value).reduce(0) {
        $0 + pool.people.breakMinutes(inStretchOf: $1.minutes)
      }
      return sum + pool.people.meanPresent(of: shift.servers(in: configuration)) * minutes
    }
    return pool.usableShare * (1 - breaks / total)
  }

  /// Opening minutes of the main shift of a pool.
  func openMinutesPerDay(of pool: Pool) -> Double {
    guard let shift = pool.shifts.first, let hours = hours(shift.hours.value) else { return 1440 }
    return Double(hours.minutesPerDay)
  }
}
