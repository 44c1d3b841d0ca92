// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import HallEngine

/// What rosters leave on days on which the hall is closed.
struct RosterChangesTests {
  private static let hour = HallEngine.hour

  /// Two people from 9 to 12, of whom the second is lent to another pool from 10 to 11 and the first
  /// has a break from 11 to 12; a third works around the clock.
  private static func plan(reserve: Bool) -> EnginePlan {
    var pool = PlanPool(servers: 3)
    if reserve {
      pool.reserve = .init(most: 1, openAbove: 2, closeBelow: 1, dwell: 1)
      pool.forecastMicros = 1
    }
    func duty(_ shift: Int, _ server: Int, _ start: Int64, _ end: Int64) -> Roster.Duty {
      .init(shift: shift, server: server, start: start * hour, end: end * hour)
    }
    let always = duty(1, 0, 0, 24)
    let around = Roster.Opening(start: 0, end: 24 * hour)
    var roster = Roster(
      pool: 0, groups: [0, 0], shifts: [2, 1],
      days: [
        .init(
          openings: [.init(start: 9 * hour, end: 12 * hour), around],
          duties: [duty(0, 0, 9, 11), duty(0, 1, 9, 12), always], breaks: [duty(0, 0, 11, 12)]),
        .init(openings: [around], duties: [always]),
      ], dayKinds: [0, 0, 0])
    roster.closedKind = 1
    roster.loans = [.init(pool: 1, servers: 1, start: 10 * hour, end: 11 * hour)]
    let other = Roster(
      pool: 1, groups: [0], shifts: [1],
      days: [
        .init(
          openings: [.init(start: 9 * hour, end: 12 * hour)], duties: [duty(0, 0, 9, 12)])
      ], dayKinds: [0, 0, 0])
    var plan = EnginePlan(
      nodes: [PlanNode(.end(.done))], pools: [pool, PlanPool(servers: 1)], scenarios: [],
      streams: [])
    plan.rosters = [roster, other]
    return plan
  }

  private static func edges(_ pool: Int, reserve: Bool = false, closed: [Bool]) -> [String] {
    let changes = RosterChanges(plan(reserve: reserve), Replication(seed: 1), closed: closed)
    return (changes.capacities[pool]?.edges ?? []).map {
      "\($0.time / hour):\($0.capacity)\($0.resting > 0 ? " break" : "")"
        + "\($0.isHallClosed ? " closed" : "")"
    }
  }

  @Test func closedDayLeavesWhoWorksAroundTheClockAndLendsNobody() {
    let day = ["9:3", "10:2", "11:2 break", "12:1"]
    let third = ["57:3", "58:2", "59:2 break", "60:1", "72:0"]
    #expect(
      Self.edges(0, closed: []) == ["0:1"] + day + ["33:3", "34:2", "35:2 break", "36:1"] + third)
    #expect(Self.edges(0, closed: [false, true, false]) == ["0:1"] + day + third)
    #expect(Self.edges(0, closed: [false, true]) == ["0:1"] + day + third)
    #expect(
      Self.edges(1, closed: [false, true, true]) == ["0:0", "9:1", "10:2", "11:1", "12:0"])
  }

  /// Days are laid out once for all that have the same people, of which twelve make more than are
  /// kept: each day must have its own all the same.
  @Test func everyDayHasThePeopleOfItsDraws() throws {
    var roster = Roster(
      pool: 0, groups: Array(repeating: 0, count: 12), shifts: [12],
      days: [
        .init(
          openings: [.init(start: 9 * Self.hour, end: 12 * Self.hour)],
          duties: (0..<12).map {
            .init(shift: 0, server: $0, start: 9 * Self.hour, end: 12 * Self.hour)
          })
      ], dayKinds: Array(repeating: 0, count: 300))
    roster.absence = .init(probability: 0.3, streamKey: 7)
    roster.minimum = 1
    var plan = EnginePlan(
      nodes: [PlanNode(.end(.done))], pools: [PlanPool(servers: 12)], scenarios: [], streams: [])
    plan.rosters = [roster]
    let settings = Replication(seed: 4)
    let edges = try #require(RosterChanges(plan, settings).capacities[0]).edges
    #expect(edges.count == 1 + 2 * 300)
    var rosters: Set<[Bool]> = []
    for day in 0..<300 {
      let isPresent = roster.isPresent(in: 0, day: day, settings)
      rosters.insert(isPresent)
      let present = isPresent.count { $0 }
      let (start, end) = (edges[1 + 2 * day], edges[2 + 2 * day])
      #expect(start.time == Int64(day) * HallEngine.day + 9 * Self.hour)
      #expect((start.capacity, start.absent) == (present, 12 - present))
      #expect((end.capacity, end.isOpen) == (0, false))
    }
    #expect(rosters.count > 100 && rosters.count < 300)
  }

  @Test func reserveStaysShutOnAClosedDay() {
    #expect(
      Self.edges(0, reserve: true, closed: [true, false, true]) == [
        "0:1 closed", "24:1", "33:3", "34:2", "35:2 break", "36:1", "48:1 closed", "72:0",
      ])
    var pool = PlanPool(servers: 2)
    pool.closedCapacity = 2
    pool.reserve = .init(most: 1, openAbove: 2, closeBelow: 1, dwell: 1)
    #expect(
      pool.capacity(closedIn: [24..<48]).map { "\($0.time):\($0.capacity) \($0.isHallClosed)" }
        == ["0:2 false", "24:2 true", "48:2 false"])
  }
}
