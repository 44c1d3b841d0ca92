// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Testing

/// Windows that open while the expected wait is long, worked through by hand.
struct DynamicWindowTests {
  /// One more above 25 minutes, one less below 8, 20 minutes between two changes.
  private static let rule =
    "forecast: 10 min, dynamic: {openAbove: 25 min, closeBelow: 8 min, dwell: 20 min, most: 2}"

  private static func trace(_ pool: String, _ arrivals: String, days: Int = 2) throws -> TraceRun {
    let run = TraceRun(
      try PeoplePack.study(
        pools: "desk: {hours: office, \(pool)}", arrivals: "at: [\(arrivals)]", time: "10 min",
        days: days), seed: 1)
    #expect(run.metrics.invariantsHold)
    return run
  }

  @Test func windowsOpenAndCloseByTheExpectedWait() throws {
    let run = try Self.trace(
      "servers: 1, \(Self.rule)",
      """
      1 09:00, 1 09:01, 1 09:02, 1 09:03, 1 09:04, 1 09:05, 1 09:06, 1 09:07, \
      1 09:41, 1 09:42, 1 09:43, 1 09:44, 1 11:50, 1 11:51, 1 11:52, 1 11:53
      """)
    #expect(
      run.lines == [
        "person 0 serve: 1 09:00 | 1 09:00 | 1 09:10",
        // The fourth is the third in the queue: half an hour at one window. A second one opens.
        "person 1 serve: 1 09:01 | 1 09:03 | 1 09:13",
        "person 2 serve: 1 09:02 | 1 09:10 | 1 09:20",
        "person 3 serve: 1 09:03 | 1 09:13 | 1 09:23",
        // At 09:07 six wait for two windows, 30 minutes, but the next change may be at 09:23, when
        // two are left.
        "person 4 serve: 1 09:04 | 1 09:20 | 1 09:30",
        "person 5 serve: 1 09:05 | 1 09:23 | 1 09:33",
        // Now one is left for two windows, 5 minutes: one closes.
        "person 6 serve: 1 09:06 | 1 09:30 | 1 09:40",
        "person 7 serve: 1 09:07 | 1 09:40 | 1 09:50",
        // Three wait from 09:44; the window opens at 09:50, after the start of that minute.
        "person 8 serve: 1 09:41 | 1 09:50 | 1 10:00",
        "person 9 serve: 1 09:42 | 1 09:50 | 1 10:00",
        "person 10 serve: 1 09:43 | 1 10:00 | 1 10:10",
        // Nobody waits at 10:00, but the window stays open until 10:10.
        "person 11 serve: 1 09:44 | 1 10:00 | 1 10:10",
        "person 12 serve: 1 11:50 | 1 11:50 | 1 12:00",
        "person 13 serve: 1 11:51 | 1 11:53 | 1 12:03",
        // Starts come before closings. The reserve closes with the pool.
        "person 14 serve: 1 11:52 | 1 12:00 | 1 12:10",
        "person 15 serve: 1 11:53 | 2 09:00 | 2 09:10",
      ])
    // Open from 09:03 to 09:30, from 09:50 to 10:10 and from 11:53 to 12:00.
    #expect(run.metrics.pools[0][.openedWindows] == 54.0 / 360)
    #expect(run.metrics.pools[0][.utilisation] == 160.0 / (360 + 54))
    // Three minutes too many at 09:30; after closing two are busy for three minutes and one for
    // seven.
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == (3 + 6 + 7) / 2.0)
  }

  @Test func noMoreOpenThanTheReserveHas() throws {
    let run = try Self.trace(
      """
      servers: 1, forecast: 10 min, \
      dynamic: {openAbove: 10 min, closeBelow: 1 min, dwell: 1 min, most: {base: 1}}
      """, (0..<12).map { "1 09:0\($0 / 4)" }.joined(separator: ", "), days: 1)
    // Twelve of ten minutes by two windows.
    #expect(run.lines.last == "person 11 serve: 1 09:02 | 1 09:50 | 1 10:00")
    let none = try Self.trace(
      """
      servers: 1, forecast: 10 min, \
      dynamic: {openAbove: 10 min, closeBelow: 1 min, dwell: 1 min, most: {more: 1}}
      """, "1 09:00, 1 09:00, 1 09:00, 1 09:00", days: 1)
    #expect(none.study.plan.pools[0].reserve == nil)
    #expect(none.lines.last == "person 3 serve: 1 09:00 | 1 09:30 | 1 09:40")
  }

  @Test func drainingPoolKeepsItsOpenWindowsForTheQueue() throws {
    let run = try Self.trace(
      "servers: 1, closing: drain, \(Self.rule)",
      "1 11:50, 1 11:51, 1 11:52, 1 11:53, 1 11:54, 1 12:01")
    #expect(
      run.lines == [
        "person 0 serve: 1 11:50 | 1 11:50 | 1 12:00",
        "person 1 serve: 1 11:51 | 1 11:53 | 1 12:03",
        "person 2 serve: 1 11:52 | 1 12:00 | 1 12:10",
        "person 3 serve: 1 11:53 | 1 12:03 | 1 12:13",
        "person 4 serve: 1 11:54 | 1 12:10 | 1 12:20",
        "person 5 serve: 1 12:01 | 2 09:00 | 2 09:10",
      ])
    #expect(run.metrics.pools[0][.openedWindows] == 7.0 / 360)
  }

  /// People of the reserve work at ordinary speed, the one of the pool takes twice as long.
  @Test func reserveIsAGroupWhereServersDiffer() throws {
    let run = try Self.trace(
      "staff: [{servers: 1, factor: 2}], \(Self.rule)", "1 09:00, 1 09:01, 1 09:02, 1 09:03",
      days: 1)
    #expect(
      run.lines == [
        "person 0 serve: 1 09:00 | 1 09:00 | 1 09:20",
        "person 1 serve: 1 09:01 | 1 09:03 | 1 09:13",
        "person 2 serve: 1 09:02 | 1 09:13 | 1 09:23",
        "person 3 serve: 1 09:03 | 1 09:20 | 1 09:40",
      ])
  }

  @Test func fewerAreCalledOverloadedWhereWindowsCanOpen() throws {
    func warnings(_ keys: String) throws -> [String] {
      try PeoplePack.study(
        pools: "desk: {servers: 1, hours: office\(keys)}", arrivals: "rate: 30 per wd",
        time: "10 min"
      ).warnings
    }
    #expect(try warnings("").count == 1)
    #expect(try warnings(", \(Self.rule)").isEmpty)
    #expect(try warnings(", absence: 90 %, minimum: 0, \(Self.rule)").isEmpty)
  }

  @Test func balancesHoldWithPatienceStaffAndWarmUp() throws {
    let study = try PeoplePack.study(
      pools: """
        desk: {hours: office, closing: drain, usable: 90 %, breaks: {length: 15 min}, absence: 20 %, \
        staff: [{servers: 2}, {servers: 1, factor: 1.2, learning: {factor: 1.4, halfLife: 5 wd, \
        until: 20 wd}}], forecast: 10 min, \
        dynamic: {openAbove: 15 min, closeBelow: 5 min, dwell: 10 min, most: 2}}
        """, arrivals: "rate: 45 per wd", time: "exponential(mean 12 min)",
      node: ", patience: usual, leave: done",
      extra: "patience: {usual: {time: exponential(mean 40 min)}}", days: 100)
    for index: UInt32 in 0..<4 {
      let settings = Replication(
        seed: 9, index: index, warmUpEnd: 10 * HallEngine.day, horizon: study.horizon)
      let result = settings.run(study.plan)
      #expect(result.invariants.hold)
      #expect(result.pools[0].openedArea > 0)
      #expect(result.pools[0].reneged > 0)
      #expect(result == settings.run(study.plan))
      #expect(result.pools[0].bins.reduce(0) { $0 + $1.capacity } == result.pools[0].capacityArea)
    }
  }
}
