// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing

/// Breaks, laid out and worked through by hand.
struct BreakTests {
  /// 180 minutes less three breaks leave 120, of which each of three servers has 40: the breaks
  /// begin 20 + 20, 20 + 60 and 20 + 100 minutes after the opening.
  @Test func breaksAreStaggeredEvenlyAndKeepAwayFromTheEnds() throws {
    let study = try PeoplePack.study(
      pools: "desk: {servers: 3, hours: office, breaks: {length: 20 min}}", arrivals: "at: [9 min]")
    let roster = try #require(study.plan.rosters.first)
    #expect(
      roster.days[0].duties.map {
        "\($0.server): \(TraceRun.time($0.start)) \(TraceRun.time($0.end))"
      } == [
        "0: 1 09:00 1 09:40", "0: 1 10:00 1 12:00", "1: 1 09:00 1 10:20", "1: 1 10:40 1 12:00",
        "2: 1 09:00 1 11:00", "2: 1 11:20 1 12:00",
      ])
  }

  @Test func shortStretchHasNoBreak() throws {
    let study = try PeoplePack.study(
      pools: """
        desk: {servers: 1, hours: office, extra: [{hours: evening, servers: 1}], \
        breaks: {length: 35 min}}
        """, arrivals: "at: [9 min]")
    let duties = try #require(study.plan.rosters.first).days[0].duties
    // Two hours in the evening are shorter than four breaks.
    #expect(duties.map(\.shift) == [0, 0, 1])
    #expect(duties.map { ($0.end - $0.start) / HallEngine.minute } == [72, 72, 120])
  }

  /// The break of the only server lasts from 10:20 to 10:40.
  ///
  /// It is no closing: who comes then is served after it, and the work in hand at its beginning is
  /// finished.
  @Test(arguments: ["drain", "finish"])
  func workInHandIsFinishedAndTheQueueWaits(closing: String) throws {
    let run = TraceRun(
      try PeoplePack.study(
        pools: "desk: {servers: 1, hours: office, closing: \(closing), breaks: {length: 20 min}}",
        arrivals: "at: [1 10:15, 1 10:16, 1 10:25, 1 11:55, 1 12:05]"), seed: 1)
    #expect(
      run.lines == [
        "person 0 serve: 1 10:15 | 1 10:15 | 1 10:35",
        "person 1 serve: 1 10:16 | 1 10:40 | 1 11:00",
        "person 2 serve: 1 10:25 | 1 11:00 | 1 11:20",
        "person 3 serve: 1 11:55 | 1 11:55 | 1 12:15",
        "person 4 serve: 1 12:05 | 2 09:00 | 2 09:20",
      ])
    // A quarter of an hour after closing, over two days; the one that the break lost is none.
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 7.5)
    // Five services of 20 minutes in two mornings of 160 minutes on duty.
    #expect(run.metrics.pools[0][.utilisation] == 100.0 / 320)
    #expect(run.metrics.invariantsHold)
  }

  @Test func offeredLoadCountsTheBreaksAsUnusable() throws {
    func load(_ keys: String) throws -> OfferedLoad {
      try PeoplePack.study(
        pools: "desk: {servers: 3, hours: office\(keys)}", arrivals: "rate: 16 per wd"
      ).loads[0]
    }
    let plain = try load("")
    // 16 cases of 20 minutes are 320 minutes of work.
    #expect(abs(plain.erlangs - 320 / 180) < 1e-12)
    let breaks = try load(", breaks: {length: 20 min}, usable: 80 %")
    #expect(abs(breaks.erlangs - 320 / (160 * 0.8)) < 1e-12)
    #expect(breaks.servers == 3)
  }
}
