// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing

/// Gateways of packs, worked out by hand to the minute.
struct GatewayTraceTests {
  /// The first case needs the survey and the papers of the loan, the second these alone, the third
  /// nothing; for the last two surveys are switched off, for the very last what takes the rest too.
  @Test func entryWaitsForThePapersThatAreNeeded() throws {
    let run = try TraceRun("papers")
    #expect(
      run.lines == [
        "both 0 loan: 1 09:00 | 1 09:00 | 1 09:20",
        "both 0 survey: 1 09:00 | 1 09:00 | 1 09:30",
        "loan 0 loan: 1 09:01 | 1 09:01 | 1 09:21",
        "plain 0 plain: 1 09:02 | 1 09:02 | 1 09:07",
        "off 0 plain: 1 09:03 | 1 09:03 | 1 09:08",
        "bare 0 enter: 1 09:04 | 1 09:04 | 1 09:07",
        "both 1 loan: 1 09:05 | 1 09:05 | 1 09:25",
        "plain 0 enter: 1 09:07 | 1 09:07 | 1 09:10",
        "off 0 enter: 1 09:08 | 1 09:08 | 1 09:11",
        "loan 0 enter: 1 09:21 | 1 09:21 | 1 09:24",
        "both 1 survey: 1 09:05 | 1 09:30 | 1 10:00",
        "both 0 enter: 1 09:30 | 1 09:30 | 1 09:33",
        "both 1 enter: 1 10:00 | 1 10:00 | 1 10:03",
      ])
    #expect(run.scenario("both", .cycleMinutes) == (33 + 58) / 2.0)
    #expect(run.scenario("both", .touchMinutes) == 53)
    #expect(run.scenario("loan", .cycleMinutes) == 23)
    #expect(run.scenario("plain", .cycleMinutes) == 8)
    #expect(run.scenario("bare", .cycleMinutes) == 3)
    #expect(run.metrics.invariantsHold)
  }

  /// The limit and the papers of the first case fall on one instant, and so do the papers and the post
  /// of the quick one; in both cases what is written first wins.
  @Test func whatComesFirstDecides() throws {
    let run = try TraceRun("answers")
    #expect(
      run.lines(of: "read", "scan", "tooLate") == [
        "quick 0 read: 1 11:30 | 1 11:30 | 1 11:35",
        // The courier takes it five minutes before the papers would have come.
        "quick 1 scan: 1 11:30 | 1 11:30 | 1 11:32",
        "quick 1 read: 1 11:32 | 1 11:32 | 1 11:37",
        "posted 0 scan: 1 17:00 | 1 17:00 | 1 17:02",
        "posted 0 read: 1 17:02 | 1 17:02 | 1 17:07",
        "posted 1 scan: 2 11:30 | 2 11:30 | 2 11:32",
        "posted 1 read: 2 11:32 | 2 11:32 | 2 11:37",
        "just 0 read: 8 10:00 | 8 10:00 | 8 10:05",
        "late 0 tooLate: 8 10:00 | 8 10:00 | 8 10:01",
      ])
    #expect(run.scenario("late", .lapsed) == 1)
    #expect(run.scenario("gone", .withdrawn) == 1)
    #expect(run.scenario("just", .finished) == 1)
    // The clock stands still at the gateway, whatever comes first.
    #expect(run.scenario("just", .legal) == 5 + 5 / 390.0)
    #expect(abs((run.scenario("just", .net) ?? 0) - 5 / 390.0) < 1e-12)
    #expect(abs((run.scenario("quick", .net) ?? 0) - 6 / 390.0) < 1e-12)
    #expect(run.metrics.invariantsHold)
  }

  /// Three flows share one bag; who arrives at the very end of its limit begins the next, who comes
  /// from a desk then goes along.
  @Test func gatheredCasesGoTogether() throws {
    let run = try TraceRun("bags")
    #expect(
      run.lines == [
        "letter 0 seal: 1 09:10 | 1 09:10 | 1 09:11",
        "parcel 0 seal: 1 09:10 | 1 09:11 | 1 09:12",
        "letter 1 seal: 1 09:10 | 1 09:12 | 1 09:13",
        "letter 2 seal: 1 10:10 | 1 10:10 | 1 10:11",
        "deed 0 write: 1 10:40 | 1 10:40 | 1 10:50",
        "parcel 1 seal: 1 10:50 | 1 10:50 | 1 10:51",
        "deed 0 seal: 1 10:50 | 1 10:51 | 1 10:52",
        // Two at 09:20 take the courier of 11:30; who comes at 11:30 is not two yet.
        "pair 0 seal: 1 11:30 | 1 11:30 | 1 11:31",
        "pair 1 seal: 1 11:30 | 1 11:31 | 1 11:32",
        // Half a working day after 09:00 is 14:45, and after that 09:00 of the next day.
        "slow 0 seal: 1 14:45 | 1 14:45 | 1 14:46",
        "slow 1 seal: 1 14:45 | 1 14:46 | 1 14:47",
        "pair 2 seal: 1 17:00 | 1 17:00 | 1 17:01",
        "pair 3 seal: 1 17:00 | 1 17:01 | 1 17:02",
        "slow 2 seal: 2 09:00 | 2 09:00 | 2 09:01",
      ])
    #expect(run.scenario("parcel", .cycleMinutes) == (7 + 41) / 2.0)
    // Nobody waited for a server but those behind another of their bag.
    #expect(run.result.pools[0].waits.tally.sum == Int128(7 * HallEngine.minute))
    #expect(run.metrics.invariantsHold)
  }

  /// Of the papers a case pays for what it starts: 0.3 · 10 + 0.5 · 20 + 0.7 · 0.5 · 4 minutes.
  @Test func loadCountsWhatIsTaken() throws {
    let pack = try SmallPack(
      flow: """
        serve: {task: window, pool: DESK, time: 1 min, next: papers}
        papers: {any: {a: 30 %, b: 50 %, c: rest}}
        a: {task: window, pool: DESK, time: 10 min, next: met}
        b: {task: window, pool: DESK, time: 20 min, next: met}
        c: {task: window, pool: DESK, time: 4 min, next: met}
        met: {join: papers, next: done}
        done: {end: done}
        """)
    let valid = try #require(pack.read().valid)
    let found = try #require(CaseExpectation.all(valid, flow: "only")["S01"])
    #expect(abs(found.touchMinutes - (1 + 3 + 10 + 1.4)) < 1e-9)
    let met = try #require(found.parts.first { $0.node == "met" })
    #expect(abs(met.visits - (0.3 + 0.5 + 0.35)) < 1e-9)
    #expect(abs((found.parts.first { $0.node == "done" }?.visits ?? 0) - 1) < 1e-9)
  }
}
