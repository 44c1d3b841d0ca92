// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// The columns of a record, worked out by hand.
struct VisitCSVTests {
  private static let hour = 3_600_000_000

  @Test func everyEntryIsARowAndAJoinEndsWithItsLastBranch() throws {
    let run = try RecordRun("join")
    let lines = try run.lines("case", "node", "kind", "enabled", "start", "end", "queue")
    #expect(
      lines.filter { $0.hasPrefix("1-1 ") } == [
        "1-1 review all 27/09:00 - 27/09:00 -",
        "1-1 housing back-office 27/09:00 27/09:00 27/09:10 0",
        "1-1 tax back-office 27/09:00 27/09:00 27/09:25 0",
        "1-1 title back-office 27/09:00 27/09:00 27/09:05 0",
        "1-1 reviewed join 27/09:05 - 27/09:25 -",
        "1-1 reviewed join 27/09:10 - 27/09:25 -",
        "1-1 reviewed join 27/09:25 - 27/09:25 -",
        "1-1 enter back-office 27/09:25 27/09:25 27/09:28 0",
        "1-1 done end 27/09:28 - 27/09:28 -",
      ])
    #expect(
      try run.lines(of: "tax", "pool", "caseOutcome", "channel") == ["tax done -", "tax done -"])
  }

  @Test func offDutyIsWhatOfTheWaitLiesOutsideTheHours() throws {
    #expect(
      try RecordRun("hours-finish").lines(of: "serve", "enabled", "start", "offDutyMicros") == [
        "27/08:00 27/08:30 \(Self.hour / 2)", "27/08:10 27/08:50 \(Self.hour / 3)",
        "27/11:45 27/11:45 0", "27/11:50 27/14:30 \(Self.hour * 5 / 2)", "27/17:15 27/17:15 0",
        // From the closing at 17:30 on.
        "27/17:30 28/08:30 \(Self.hour * 15)", "27/20:00 28/08:50 \(Self.hour * 25 / 2)",
        "28/12:00 28/12:00 0",
      ])
  }

  /// Whoever is still served after a closing waits for a server, not for the opening.
  @Test func whoCameInTimeWaitsForNoOpening() throws {
    #expect(
      try RecordRun("hours-drain").lines(of: "serve", "enabled", "start", "offDutyMicros") == [
        "27/08:00 27/08:30 \(Self.hour / 2)", "27/11:45 27/11:45 0", "27/11:50 27/12:05 0",
        "27/12:00 27/12:25 0", "27/12:10 27/14:30 \(Self.hour * 7 / 3)", "27/17:25 27/17:25 0",
        "27/17:26 27/17:45 0", "27/17:31 28/08:30 \(Self.hour * 899 / 60)",
      ])
  }

  /// The clerks would serve who came before noon, but the room is closed until half past two.
  @Test func aRoomTaskIsOffDutyWhileAnyOfItsPoolsIs() throws {
    #expect(
      try RecordRun("interview").lines(
        of: "interview", "pool", "enabled", "start", "queue", "offDutyMicros") == [
          "room 27/09:05 27/09:40 0 0", "room 27/11:40 27/11:50 0 0",
          "room 27/11:50 27/14:30 1 \(Self.hour * 5 / 2)",
        ])
  }

  @Test func stoppedIsTheTimeBetweenAcceptanceAndEntryInWhichTheClockStandsStill() throws {
    let run = try RecordRun("clocks")
    let rows = try run.rows().filter { $0["scenario"] == "stopped" }
    let stopped = rows.filter { $0["stoppedMicros"] != "0" }
    #expect(stopped.map { $0["node"] } == ["hold"])
    // Two working days from Tuesday on: the wait is all stop.
    let visit = try #require(stopped.first)
    #expect(visit["enabled"] == "2021-09-07T10:30:00.000000")
    #expect(visit["end"] == "2021-09-09T10:30:00.000000")
    #expect(visit["stoppedMicros"] == "\(48 * Self.hour)")
    #expect(visit["start"] == visit["enabled"] && visit["called"] == "")
  }

  @Test func whoLeavesTheQueueHasNoStart() throws {
    #expect(
      try RecordRun("leaving").lines(of: "serve", "enabled", "called", "start", "end", "outcome")
        == [
          "27/09:00 27/09:00 27/09:00 27/09:20 done", "27/09:05 - - 27/09:20 left",
          "27/09:06 27/09:20 27/09:20 27/09:40 done",
        ])
  }

  /// Two leave after a quarter of an hour; their tickets stay and are called, for two minutes each.
  @Test func theTicketOfOneWhoHasLeftIsCalledLater() throws {
    let pack = try SmallPack([
      "S01.yaml": SmallPack.scenario(
        flow: """
          serve: {task: window, pool: DESK, time: 10 min, patience: SHORT, leave: gone, next: out}
          out: {end: done}
          gone: {end: abandoned}
          """),
      "hall/hall.yaml": """
      calendar: always
      patience: {SHORT: {time: 15 min}}
      pools: {DESK: {servers: 1, absentCall: 2 min}}
      streams: {all: {at: [0 min, 1 min, 2 min, 3 min, 12 min], mix: {S01: 1}}}
      configurations: {base: {flows: only}}
      source: assumed:test

      """,
    ])
    let valid = try #require(pack.read().valid)
    let run = try RecordRun(valid, TestPack.compile(valid, days: 1, warmUpDays: 0))
    #expect(
      try run.lines(of: "serve", "enabled", "called", "start", "end", "queue", "outcome") == [
        "0.000000 0.000000 0.000000 600.000000 0 done",
        "60.000000 600.000000 600.000000 1200.000000 0 done",
        "120.000000 1200.000000 - 1020.000000 1 left",
        "180.000000 1320.000000 - 1080.000000 2 left",
        "720.000000 1440.000000 1440.000000 2040.000000 2 done",
      ])
  }

  @Test func aWaitAtItsLimitLapsesAndARoundDoesNotMoveTheStart() throws {
    let lapse = try RecordRun("lapse").lines(of: "upload", "scenario", "start", "end", "outcome")
    #expect(
      lapse == ["just 06/10:00 13/10:00 done", "late 06/10:00 13/10:00 lapsed"]
        || lapse == ["late 06/10:00 13/10:00 lapsed", "just 06/10:00 13/10:00 done"])
    #expect(
      try RecordRun("rounds").lines(of: "carry", "scenario", "enabled", "start", "end")
        .contains("slow 27/11:00 27/11:00 27/17:00"))
  }

  @Test func serversAreNamedWhereTheyHaveNumbers() throws {
    let run = try RecordRun("four-eyes")
    let lines = try run.lines("case", "node", "server").filter { !$0.contains("done") }
    #expect(
      lines == [
        "1-1 review 1", "2-1 write 2", "1-1 enter 2", "2-2 write 1", "1-2 review 1", "1-2 enter 2",
      ])
    #expect(try RecordRun("join").lines(of: "tax", "server") == ["-", "-"])
  }

  /// Of a run that is cut short: nothing is said of what came after.
  @Test func whatHadNotHappenedAtTheEndOfTheRunIsLeftOut() throws {
    let valid = try TestPack.valid(TestPack.folder("join"))
    var study = try TestPack.compile(valid, warmUpDays: 0)
    study.horizon = 9 * HallEngine.hour + 12 * HallEngine.minute
    let run = try RecordRun(valid, study)
    #expect(
      try run.lines("case", "node", "start", "end", "outcome", "caseOutcome").filter {
        $0.contains("open")
      } == [
        "1-1 tax 27/09:00 - open inside", "1-2 tax - - open inside",
        "1-1 reviewed - - open inside", "1-2 reviewed - - open inside",
        "1-1 reviewed - - open inside", "1-2 reviewed - - open inside",
      ])
    let queues = try run.rows().filter { $0["kind"] == "join" }.map { $0["queue"] }
    #expect(queues.allSatisfy { $0 == "" })
  }

  /// The rows give the numbers that the engine has counted on its own.
  @Test func theTalliesAreThoseOfTheRows() throws {
    let valid = try ShippedPack.valid()
    let study = try TestPack.compile(valid, configuration: "B2", days: 6, warmUpDays: 0)
    let run = try RecordRun(valid, study)
    let rows = try run.rows()
    #expect(rows.count > 10_000)
    for (index, pool) in run.result.pools.enumerated() {
      let own = rows.filter { $0["pool"] == study.pools[index].id.value }
      func micros(_ column: String, _ row: [String: String]) -> Int64? {
        row[column].flatMap(RecordTimes.micros)
      }
      let waits = own.compactMap { row in
        micros("start", row).flatMap { start in micros("enabled", row).map { start - $0 } }
      }
      let name = study.pools[index].id.value
      #expect(pool.waits.tally.count == waits.count, "\(name)")
      #expect(pool.waits.tally.sum == Int128(waits.reduce(0, +)), "\(name)")
      #expect(pool.reneged == own.count { $0["outcome"] == "left" }, "\(name)")
      #expect(pool.balked == own.count { $0["outcome"] == "balked" }, "\(name)")
    }
    let cases = Dictionary(grouping: rows) { $0["case"] ?? "" }
    let outcomes = cases.values.compactMap { $0.first?["caseOutcome"] }
    // Both list the outcomes in the same order.
    for (index, outcome) in TransferModel.Outcome.allCases.enumerated() {
      #expect(run.result.ended[index] == outcomes.count { $0 == outcome.rawValue })
    }
  }
}
