// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing

/// Work that is suspended or handed over at ends of shifts, from packs, worked out by hand to the
/// minute: over lunch, night, weekend, steps down and breaks.
struct ShiftEndTraceTests {
  @Test func suspendedWorkGoesOnAfterLunchNightAndWeekend() throws {
    let run = try InterruptedPack(
      desk: "servers: 1, hours: office, closing: suspend",
      plain: "at: [1 11:30, 1 11:40, 1 16:20, 5 16:10]", times: ("", "60 min"), days: 6
    ).trace()
    #expect(
      run.lines == [
        "plain 0 serve: 1 11:30 | 1 11:30 | 1 12:00",
        "plain 0 serve: 1 12:00 | 1 13:00 | 1 13:30",
        "plain 1 serve: 1 11:40 | 1 13:30 | 1 14:30",
        "plain 2 serve: 1 16:20 | 1 16:20 | 1 17:00",
        "plain 2 serve: 1 17:00 | 2 09:00 | 2 09:20",
        // The run begins on a Monday: day 5 is a Friday, and 50 of the 60 minutes are done then.
        "plain 3 serve: 5 16:10 | 5 16:10 | 5 17:00",
        "plain 3 serve: 5 17:00 | 8 09:00 | 8 09:10",
      ])
    #expect(run.metrics.invariantsHold)
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 0)
    #expect(run.metrics.pools[0][.interruptions] == 3)
    #expect(run.result.pools[0].busyArea == Int128(240 * HallEngine.minute))
    // Four visits: 60 minutes of lunch, 110 of queue and lunch, a night and a weekend.
    let waits: [Double] = [60, 110, 16 * 60, 64 * 60]
    #expect(run.metrics.pools[0][.waitMinutes] == waits.reduce(0, +) / 4)
  }

  /// Two of three stay over lunch: who began last stops, and his own place goes on with it.
  @Test func lunchCoverStopsWhoBeganLast() throws {
    let lines = try ["suspend", "hand-over"].map { rule in
      let run = try InterruptedPack(
        desk: "servers: 3, hours: office, extra: [{hours: noon, servers: 2}], closing: \(rule)",
        plain: "at: [1 11:10, 1 11:20, 1 11:40, 1 11:50]", times: ("", "60 min"), days: 1
      ).trace()
      #expect(run.metrics.invariantsHold)
      #expect(run.metrics.hall[.overtimeMinutesPerDay] == 0)
      return run.lines
    }
    let before = [
      "plain 0 serve: 1 11:10 | 1 11:10 | 1 12:10", "plain 1 serve: 1 11:20 | 1 11:20 | 1 12:20",
      "plain 2 serve: 1 11:40 | 1 11:40 | 1 12:00",
    ]
    #expect(
      lines[0] == before + [
        "plain 3 serve: 1 11:50 | 1 12:10 | 1 13:10",
        "plain 2 serve: 1 12:00 | 1 13:00 | 1 13:40",
      ])
    #expect(
      lines[1] == before + [
        "plain 2 serve: 1 12:00 | 1 12:10 | 1 12:50",
        "plain 3 serve: 1 11:50 | 1 12:20 | 1 13:20",
      ])
  }

  /// The second shift begins where the first ends: as many are on duty, so nothing stops.
  @Test func theNextShiftGoesOn() throws {
    let run = try InterruptedPack(
      desk: "servers: 2, hours: noon, extra: [{hours: late, servers: 1}], closing: hand-over",
      plain: "at: [1 12:20, 1 12:30, 1 12:40]", times: ("", "60 min"), days: 2
    ).trace()
    #expect(
      run.lines == [
        "plain 0 serve: 1 12:20 | 1 12:20 | 1 13:20",
        "plain 1 serve: 1 12:30 | 1 12:30 | 1 13:00",
        "plain 1 serve: 1 13:00 | 1 13:20 | 1 13:50",
        "plain 2 serve: 1 12:40 | 1 13:50 | 1 14:50",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// The break of the one place lasts from 10:22:30 to 10:37:30 and is kept to the second.
  @Test func breaksAreKept() throws {
    let run = try InterruptedPack(
      desk: "servers: 1, hours: office, breaks: {length: 15 min}, closing: suspend",
      plain: "at: [1 10:00, 1 10:05]", times: ("", "30 min"), days: 1
    ).trace()
    #expect(
      run.lines == [
        "plain 0 serve: 1 10:00 | 1 10:00 | 1 10:22:30",
        "plain 0 serve: 1 10:22:30 | 1 10:37:30 | 1 10:45",
        "plain 1 serve: 1 10:05 | 1 10:45 | 1 11:15",
      ])
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 0)
    #expect(run.metrics.invariantsHold)
  }

  /// People who are lent leave what they have begun, and go on with it when they are back.
  @Test func lentPeopleComeBackToTheirWork() throws {
    let study = try PeoplePack.study(
      pools: """
        desk: {servers: 1, hours: office}
        back: {servers: 2, kind: back-office, hours: office, closing: suspend, \
        lend: {to: desk, servers: 1, during: 10:00-11:00}}
        """, arrivals: "at: [1 09:10, 1 09:20]", time: "20 min",
      then: "task: back-office, pool: back, time: 50 min", days: 1)
    let run = TraceRun(study, seed: 1)
    #expect(
      run.lines(of: "then") == [
        "person 0 then: 1 09:30 | 1 09:30 | 1 10:20",
        "person 1 then: 1 09:50 | 1 09:50 | 1 10:00",
        "person 1 then: 1 10:00 | 1 11:00 | 1 11:40",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// On a closed day nobody goes on with anything.
  @Test func suspendedWorkWaitsForTheDayAfterAClosure() throws {
    let study = try InterruptedPack(
      desk: "servers: 1, hours: office, closing: suspend", plain: "at: [1 16:30]",
      extra: "closures: {storm: {rate: 120 per year}}", days: 20
    ).study()
    let run = TraceRun(study, seed: 3)
    try #require(run.visits.count == 2)
    #expect(run.visits[0].ended == 17 * HallEngine.hour)
    let (day, time) = run.visits[1].started.quotientAndRemainder(dividingBy: HallEngine.day)
    #expect(time == 9 * HallEngine.hour)
    try #require(day > 1, "the seed closes the second day")
    #expect(run.visits[1].ended == run.visits[1].started + 30 * HallEngine.minute)
    #expect(run.metrics.invariantsHold)
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 0)
  }
}
