// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing

/// Tickets whose applicants have left the queue, and the calls they cost.
struct AbsentTicketTests {
  private static func study(
    desk: String, at arrivals: String, service: Int, more: String = "", days: Int = 1,
    warmUpDays: Int = 0
  ) throws -> CompiledStudy {
    let pack = try SmallPack([
      "S01.yaml": """
      scenario: S01
      flow:
        serve: {task: window, step: S, patience: SHORT, leave: gone, next: out}
        out: {end: done}
        gone: {end: abandoned}
      source: assumed:test

      """,
      "hall/hall.yaml": """
      calendar: always
      patience: {SHORT: {time: 15 min}}
      steps: {S: {time: \(service) min, pool: DESK}}
      pools: {DESK: \(desk)}
      streams: {all: {\(arrivals), mix: {S01: 1}}}
      configurations: {base: {flows: only}}
      source: assumed:test
      \(more)
      """,
    ])
    let outcome = pack.read()
    #expect(outcome.findings == [])
    return try TestPack.compile(
      #require(outcome.valid), days: days, warmUpDays: warmUpDays)
  }

  private static let arrivals = "at: [0 min, 1 min, 2 min, 3 min, 12 min, 40 min]"

  /// Two of those who wait leave at 00:17 and 00:18; their tickets are called in their turn.
  @Test func ticketThatIsLeftCostsItsCall() throws {
    let run = TraceRun(
      try Self.study(
        desk: "{servers: 1, absentCall: 2 min}", at: Self.arrivals, service: 10), seed: 1)
    #expect(
      run.lines == [
        "S01 0 serve: 1 00:00 | 1 00:00 | 1 00:10",
        "S01 1 serve: 1 00:01 | 1 00:10 | 1 00:20",
        "S01 4 serve: 1 00:12 | 1 00:24 | 1 00:34",
        "S01 5 serve: 1 00:40 | 1 00:40 | 1 00:50",
      ])
    let pool = run.result.pools[0]
    #expect((pool.services, pool.reneged, pool.absentCalls) == (4, 2, 2))
    // Four services and two calls keep the desk busy; only services are staff time of a case.
    #expect(pool.busyArea == 44 * 60_000_000)
    #expect(run.scenario("S01", .touchMinutes) == 10)
    #expect(run.metrics.pools[0][.absentCalls] == 2)
    #expect(run.metrics.invariantsHold)
  }

  @Test func withoutItTheNextIsCalledAtOnce() throws {
    let run = TraceRun(
      try Self.study(desk: "{servers: 1}", at: Self.arrivals, service: 10), seed: 1)
    #expect(run.lines.contains("S01 4 serve: 1 00:12 | 1 00:20 | 1 00:30"))
    #expect(run.result.pools[0].absentCalls == 0)
    #expect(run.metrics.pools[0][.absentCalls] == nil)
  }

  /// Three have left, one waits: four tickets at five minutes are more than the last will wait.
  ///
  /// The one who waits leaves at 00:35, behind calls until 00:36.
  @Test func forecastCountsTheTicketsOfThoseWhoLeft() throws {
    let instants = "at: [0 min, 1 min, 2 min, 3 min, 20 min, 21 min]"
    let run = TraceRun(
      try Self.study(
        desk: "{servers: 1, forecast: 5 min, absentCall: 2 min}", at: instants, service: 30),
      seed: 1)
    #expect(run.lines == ["S01 0 serve: 1 00:00 | 1 00:00 | 1 00:30"])
    let pool = run.result.pools[0]
    #expect((pool.balked, pool.reneged, pool.absentCalls) == (1, 4, 4))
    #expect(pool.busyArea == 38 * 60_000_000)
    let without = TraceRun(
      try Self.study(desk: "{servers: 1, forecast: 5 min}", at: instants, service: 30), seed: 1)
    #expect(without.lines.last == "S01 4 serve: 1 00:20 | 1 00:30 | 1 01:00")
    #expect(without.result.pools[0].balked == 0)
  }

  /// Crowded desks with priorities, a warm-up in the middle of calls and an outage: all balances hold.
  @Test func balancesHoldInACrowd() throws {
    let desk = """
      {servers: 2, absentCall: 3 min, forecast: 2 min, priorities: yes, usable: 90 %, \
      guarantee: {class: 0, every: 2}}
      """
    let study = try Self.study(
      desk: desk, at: "every: exponential(mean 3 min)", service: 9,
      more: "outages: {system: {at: [1 10:00, 2 10:00], time: 40 min, stops: [S]}}\n",
      days: 4, warmUpDays: 1)
    for seed in 1...5 {
      let result = Replication(
        seed: UInt64(seed), warmUpEnd: study.warmUpEnd, horizon: study.horizon
      ).run(study.plan)
      #expect(result.invariants.hold)
      #expect(result.pools[0].absentCalls > 100)
      // At most those who reneged are called, but for the few whose turn was after the warm-up.
      #expect(result.pools[0].absentCalls <= result.pools[0].reneged + 20)
    }
  }
}
