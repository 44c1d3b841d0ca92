// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing

/// People who help at another pool at some time of the day.
struct LoanTests {
  private static let then = "task: window, pool: back, time: 5 min"

  /// Two of three come to the desk from 09:30 to 10:30 and finish there what they have begun.
  @Test func lentPeopleComeAndGoByTheClock() throws {
    let run = TraceRun(
      try PeoplePack.study(
        pools: """
          desk: {servers: 1, hours: office}
          back: {servers: 3, hours: office, lend: {to: desk, servers: 2, during: 09:30-10:30}}
          """,
        arrivals: """
          at: [1 09:00, 1 09:05, 1 09:10, 1 09:40, 1 10:20, 1 10:25, 1 10:26, 1 10:41]
          """, then: Self.then, days: 1), seed: 1)
    #expect(
      run.lines(of: "serve") == [
        "person 0 serve: 1 09:00 | 1 09:00 | 1 09:20",
        "person 1 serve: 1 09:05 | 1 09:20 | 1 09:40",
        "person 2 serve: 1 09:10 | 1 09:30 | 1 09:50",
        "person 3 serve: 1 09:40 | 1 09:40 | 1 10:00",
        "person 4 serve: 1 10:20 | 1 10:20 | 1 10:40",
        "person 5 serve: 1 10:25 | 1 10:25 | 1 10:45",
        "person 6 serve: 1 10:26 | 1 10:26 | 1 10:46",
        "person 7 serve: 1 10:41 | 1 10:46 | 1 11:06",
      ])
    // One desk for three hours and two more for one; two have too much to finish for ten minutes,
    // one for another five.
    #expect(run.metrics.pools[0][.utilisation] == 160.0 / 300)
    #expect(run.metrics.pools[0][.overtimeMinutesPerDay] == 25)
    #expect(run.metrics.pools[1][.utilisation] == 40.0 / 420)
    #expect(run.study.loads.map(\.servers) == [300.0 / 180, 420.0 / 180])
    #expect(run.metrics.invariantsHold)
  }

  @Test func loanToAPoolThatTheConfigurationDoesNotUseIsNotMade() throws {
    let study = try PeoplePack.study(
      pools: """
        desk: {servers: 3, hours: office, lend: {to: idle, servers: 1, during: 09:30-10:30}}
        idle: {servers: 1, hours: office}
        """, arrivals: "at: [9 min]")
    #expect(study.plan.rosters.isEmpty)
    #expect(study.plan.pools[0].capacity.count == 5)
  }

  /// Absent people are not lent, and one always stays.
  @Test func absenceShortensLoansBeforeItEmptiesThePool() throws {
    let study = try PeoplePack.study(
      pools: """
        desk: {servers: 1, hours: office}
        back: {servers: 3, hours: office, absence: 50 %, \
        lend: {to: desk, servers: 2, during: 09:00-12:00}}
        """, arrivals: "rate: 3 per wd", then: Self.then, days: 60)
    let result = Replication(seed: 1, horizon: study.horizon).run(study.plan)
    let roster = try #require(study.plan.rosters.first { $0.pool == 1 })
    var (desk, back) = (0, 0)
    for day in roster.dayKinds.indices where roster.dayKinds[day] != nil {
      let present = roster.isPresent(in: 0, day: day, Replication(seed: 1))
      // All present but one may go, though only from the last two places.
      let lent = min(present.count { $0 } - 1, present[1...].count { $0 })
      desk += 1 + lent
      back += present.count { $0 } - lent
    }
    #expect(result.pools.map { Int($0.capacityArea / (180 * 60_000_000)) } == [desk, back])
    #expect(back >= 60)
  }

  @Test func breaksAreTakenWhereverOneIs() throws {
    let study = try PeoplePack.study(
      pools: """
        desk: {servers: 1, hours: office}
        back: {servers: 2, hours: office, breaks: {length: 20 min}, \
        lend: {to: desk, servers: 1, during: 10:30-12:00}}
        """, arrivals: "at: [9 min]", then: Self.then, days: 1)
    let result = Replication(seed: 1, horizon: study.horizon).run(study.plan)
    // The break of the second, from 10:50 to 11:10, falls into the loan; that of the first, from
    // 09:50 to 10:10, does not concern the desk.
    #expect(
      result.pools.map { Int($0.capacityArea / 60_000_000) } == [180 + 90 - 20, 360 - 20 - 90])
  }
}
