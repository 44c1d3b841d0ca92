// SPDX-License-Identifier: Apache-2.0

import HallEngine
import TransferModel

/// Lays out who of a pool is on duty when, server by server.
struct RosterCompiler {
  let calendar: CalendarCompiler
  let configuration: String

  /// The indices of the pools of the plan by their ids.
  let pools: [String: Int]

  /// Returns the rosters of all pools that need one: those of the plan whose people have to be told
  /// apart, those that lend to one of the plan, and those that borrow.
  func rosters() -> [Roster] {
    let all = calendar.hall.pools
    let borrowing = Set(all.flatMap { loans(of: $0) }.map(\.pool))
    return all.compactMap { pool in
      let index = pools[pool.id.value]
      let isTold =
        pool.people.breakMinutes != nil || pool.people.absence > 0 || pool.people.groups.count > 1
      let borrows = index.map(borrowing.contains) ?? false
      guard borrows || !loans(of: pool).isEmpty || (isTold && index != nil) else { return nil }
      return roster(of: pool, at: index)
    }
  }

  /// The loans of a pool to pools of the plan.
  private func loans(of pool: Pool) -> [Roster.Loan] {
    pool.people.loans.compactMap { loan in
      let servers = loan.servers.number(in: configuration)
      guard servers > 0, let index = pools[loan.pool.value],
        let target = calendar.hall.pools.first(where: { $0.id.value == loan.pool.value })
      else { return nil }
      return Roster.Loan(
        pool: index, group: groups(of: target).ofLent(factor: loan.factor), servers: servers,
        start: Int64(loan.during.start.minutes) * HallEngine.minute,
        end: Int64(loan.during.end.minutes) * HallEngine.minute)
    }
  }

  /// The groups of servers of a pool.
  func groups(of pool: Pool) -> StaffGroups {
    StaffGroups(of: pool, in: calendar.hall, configuration: configuration)
  }

  private func roster(of pool: Pool, at index: Int?) -> Roster {
    let shifts = pool.shifts.map { $0.servers(in: configuration) }
    var days: [Roster.Day] = []
    var kinds: [[Bool]: Int] = [:]
    let dayKinds = (0..<calendar.days).map { day -> Int? in
      let applies = pool.shifts.map { calendar.applies($0.hours.value, day) }
      guard applies.contains(true) else { return nil }
      if let known = kinds[applies] { return known }
      days.append(self.day(of: pool, applies))
      kinds[applies] = days.count - 1
      return days.count - 1
    }
    // On a closed day only shifts without hours go on.
    let goesOn = pool.shifts.map { !calendar.hasHours($0.hours.value) }
    var closedKind: Int?
    if goesOn.contains(true) {
      days.append(day(of: pool, goesOn))
      closedKind = days.count - 1
    }
    var roster = Roster(
      pool: index, groups: groups(of: pool).ofServers(shifts.max() ?? 0), shifts: shifts,
      days: days, dayKinds: dayKinds,
      absence: pool.people.absence > 0
        ? .init(
          probability: pool.people.absence,
          streamKey: StreamKey.hash("absence/\(pool.id.value)")) : nil,
      minimum: pool.people.minimum)
    roster.closedKind = closedKind
    roster.loans = loans(of: pool)
    return roster
  }

  /// What a day looks like on which some of the shifts apply.
  private func day(of pool: Pool, _ applies: [Bool]) -> Roster.Day {
    var day = Roster.Day(openings: [], duties: [])
    for (number, shift) in pool.shifts.enumerated() where applies[number] {
      let servers = shift.servers(in: configuration)
      guard servers > 0 else { continue }
      for open in calendar.open(shift.hours.value) {
        let start = Int64(open.start.minutes) * HallEngine.minute
        let end = Int64(open.end.minutes) * HallEngine.minute
        day.openings.append(.init(start: start, end: end))
        let length = Elementary.micros(
          pool.people.breakMinutes(inStretchOf: open.minutes) * Double(HallEngine.minute))
        for server in 0..<servers {
          let pause = Self.breakStart(
            of: server, among: servers, from: start, to: end, length: length)
          for (from, to) in [(start, pause), (pause + length, end)] where from < to {
            day.duties.append(.init(shift: number, server: server, start: from, end: to))
          }
          if length > 0 {
            day.breaks.append(
              .init(shift: number, server: server, start: pause, end: pause + length))
          }
        }
      }
    }
    return day
  }

  /// Returns when the break of a server begins.
  ///
  /// Breaks keep away from both ends by their own length and are staggered evenly: with D the
  /// length of the stretch, L that of the break and n servers, server i begins its break at
  /// start + L + (D − 3L)·(2i + 1) / 2n, rounded down to whole microseconds.
  ///
  /// A break without length lies at the start, where it leaves the stretch whole.
  private static func breakStart(
    of server: Int, among servers: Int, from start: Int64, to end: Int64, length: Int64
  ) -> Int64 {
    guard length > 0 else { return start }
    let room = end - start - 3 * length
    return start + length + room * Int64(2 * server + 1) / Int64(2 * servers)
  }
}
