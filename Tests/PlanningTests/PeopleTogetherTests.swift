// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing
import TransferModel

/// People of pools together with outages, closed days, absent tickets and room tasks, worked through
/// by hand.
struct PeopleTogetherTests {
  /// One server has a break of twenty minutes from 10:20 to 10:40; the system is down from 10:10.
  private static func held(_ outage: String) throws -> TraceRun {
    TraceRun(
      try PeoplePack.study(
        pools: "desk: {servers: 1, hours: office, breaks: {length: 20 min}}",
        arrivals: "at: [1 10:05, 1 10:12, 1 10:45]", time: "10 min", node: ", step: file",
        extra: """
          steps: {file: {time: 10 min, electronic: yes}}
          outages: {system: {at: 1 10:10, time: \(outage), stops: electronic}}
          """), seed: 1)
  }

  @Test func breakBeginsDuringAnOutageAndOutlastsIt() throws {
    let run = try Self.held("20 min")
    #expect(
      run.lines == [
        "person 0 serve: 1 10:05 | 1 10:05 | 1 10:15",
        "person 1 serve: 1 10:12 | 1 10:40 | 1 10:50",
        "person 2 serve: 1 10:45 | 1 10:50 | 1 11:00",
      ])
    #expect(run.metrics.invariantsHold)
  }

  @Test func serverBackFromABreakWaitsForTheSystem() throws {
    let run = try Self.held("40 min")
    #expect(
      run.lines == [
        "person 0 serve: 1 10:05 | 1 10:05 | 1 10:15",
        "person 1 serve: 1 10:12 | 1 10:50 | 1 11:00",
        "person 2 serve: 1 10:45 | 1 11:00 | 1 11:10",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// Two servers, of whom the second takes twice as long; each is away as long as it served.
  ///
  /// Who calls a ticket in vain is busy for the same four minutes, is not away after it, and is the
  /// next to be called only when he is free again.
  @Test func ticketsWithoutPeopleKeepTheServerWhoCallsThem() throws {
    let run = TraceRun(
      try PeoplePack.study(
        pools: """
          desk: {hours: office, staff: [{servers: 1}, {servers: 1, factor: 2}], absentCall: 4 min, usable: 50 %}
          """,
        arrivals: "at: [1 09:00, 1 09:01, 1 09:02, 1 09:30, 1 10:05, 1 10:12, 1 10:14]",
        node: ", patience: short, leave: done",
        extra: "patience: {short: {time: 15 min}}"), seed: 1)
    #expect(
      run.lines == [
        // Back at 09:40, and the slower one, with 40 minutes, at 10:21.
        "person 0 serve: 1 09:00 | 1 09:00 | 1 09:20",
        "person 1 serve: 1 09:01 | 1 09:01 | 1 09:41",
        // The ticket of the third is called at 09:40; then the faster one is away until 10:24.
        "person 3 serve: 1 09:30 | 1 09:44 | 1 10:04",
        // The slower one calls the ticket of the fifth from 10:21 to 10:25.
        "person 5 serve: 1 10:12 | 1 10:24 | 1 10:44",
        "person 6 serve: 1 10:14 | 1 10:25 | 1 11:05",
      ])
    #expect(run.result.pools[0].reneged == 2)
    #expect(run.result.pools[0].absentCalls == 2)
    #expect(run.result.pools[0].services == 5)
    #expect(run.metrics.invariantsHold)
  }

  /// A window opens above 25 minutes by the forecast, which counts tickets of those who have left.
  @Test func ticketsWithoutPeopleOpenAWindow() throws {
    func run(_ absentCall: String) throws -> TraceRun {
      TraceRun(
        try PeoplePack.study(
          pools: """
            desk: {servers: 1, hours: office, forecast: 10 min, \
            dynamic: {openAbove: 25 min, closeBelow: 8 min, dwell: 20 min, most: 1}\(absentCall)}
            """,
          arrivals: "at: [1 09:00, 1 09:01, 1 09:02, 1 09:30]", time: "60 min",
          node: ", patience: short, leave: done",
          extra: "patience: {short: {time: 25 min}}"), seed: 1)
    }
    // Two have left by 09:27; with the third there are 30 minutes of tickets.
    let counted = try run(", absentCall: 1 min")
    #expect(
      counted.lines == [
        "person 0 serve: 1 09:00 | 1 09:00 | 1 10:00",
        "person 3 serve: 1 09:30 | 1 09:32 | 1 10:32",
      ])
    let forgotten = try run("")
    #expect(forgotten.lines == ["person 0 serve: 1 09:00 | 1 09:00 | 1 10:00"])
    #expect(forgotten.result.pools[0].reneged == 3)
    #expect(counted.metrics.invariantsHold && forgotten.metrics.invariantsHold)
  }

  /// An interview needs both clerks, one of whom has a break from 09:50 to 10:10 and the other from
  /// 10:50 to 11:10, or is lent to the window from 10:00 to 11:00.
  @Test func roomTaskWaitsForTheEndOfABreak() throws {
    func run(_ more: String) throws -> TraceRun {
      TraceRun(
        try PeoplePack.study(
          pools: """
            desk: {servers: 1, hours: office}
            clerks: {servers: 2, hours: office, kind: back-office\(more)}
            """,
          arrivals: "at: [1 09:55]", time: "10 min",
          then: "task: room, holds: {clerks: 2}, time: 10 min"), seed: 1)
    }
    let rested = try run(", breaks: {length: 20 min}")
    #expect(
      rested.lines == [
        "person 0 serve: 1 09:55 | 1 09:55 | 1 10:05", "person 0 then: 1 10:05 | 1 10:10 | 1 10:20",
      ])
    // Twice three hours less a break, on two days.
    #expect(rested.result.pools[1].capacityArea == 2 * 320 * 60_000_000)
    let lent = try run(", lend: {to: desk, servers: 1, during: 10:00-11:00}")
    #expect(
      lent.lines(of: "then") == ["person 0 then: 1 10:05 | 1 11:00 | 1 11:10"])
    #expect(rested.metrics.invariantsHold && lent.metrics.invariantsHold)
  }

  /// On the second day the hall is closed: nobody is on duty, on a break or absent.
  @Test func closedDayHasNoBreaksAndNobodyIsAbsent() throws {
    var study = try PeoplePack.study(
      pools: """
        desk: {servers: 3, hours: office, breaks: {length: 20 min}, absence: 50 %, minimum: 1}
        """, arrivals: "at: [1 09:00, 3 09:00]", days: 3)
    func run(closed: [Double]) -> TraceRun {
      study.plan.disturbances = PlanDisturbances(
        closures: [.init(startProbability: closed, lengths: [1], streamKey: 1)], outages: [])
      return TraceRun(study, seed: 3)
    }
    let all = (0..<3).map { day in
      run(closed: (0..<3).map { $0 == day ? 0 : 1 }).result.pools[0]
    }
    let open = run(closed: [0, 0, 0]).result.pools[0]
    let closed = run(closed: [0, 1, 0]).result.pools[0]
    // What a day is like does not depend on the others.
    #expect(open.absentArea == all.reduce(0) { $0 + $1.absentArea })
    #expect(closed.absentArea == all[0].absentArea + all[2].absentArea)
    #expect(closed.capacityArea == all[0].capacityArea + all[2].capacityArea)
    #expect(open.capacityArea > closed.capacityArea)
    #expect(all[1].absentArea > 0)
  }
}
