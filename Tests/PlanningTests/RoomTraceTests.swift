// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing

/// Interviews by two clerks in a room, and second reviews by another person, from packs; worked out
/// by hand to the minute.
struct RoomTraceTests {
  /// The first interview needs both clerks, and enquiries pass it at 09:10 and 09:20.
  @Test func anInterviewStartsWhenTheRoomAndBothClerksAreFree() throws {
    let run = try TraceRun("interview")
    #expect(
      run.lines == [
        "enquiry 0 ask: 1 09:00 | 1 09:00 | 1 09:20",
        "enquiry 1 ask: 1 09:10 | 1 09:10 | 1 09:30",
        "enquiry 2 ask: 1 09:12 | 1 09:20 | 1 09:40",
        "heir 0 interview: 1 09:05 | 1 09:40 | 1 10:20",
        "enquiry 3 ask: 1 11:30 | 1 11:30 | 1 11:50",
        "heir 1 interview: 1 11:40 | 1 11:50 | 1 12:30",
        // The clerks would serve who came before noon; the room opens again at 14:30.
        "heir 2 interview: 1 11:50 | 1 14:30 | 1 15:10",
      ])
    // Half an hour after noon, the room and two clerks.
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 90)
    #expect(run.metrics.invariantsHold)
    #expect(run.result.pools.map(\.busyArea) == [120, 320].map { Int128($0 * HallEngine.minute) })
    // Only the room's queue counts the waits of heirs: 35, 10 and 160 minutes.
    #expect(run.result.pools[0].waits.tally.sum == Int128(205 * HallEngine.minute))
    #expect(run.scenario("heir", .touchMinutes) == 120)
  }

  @Test func clerksAreKeptForAnInterviewThatReserves() throws {
    let run = try TraceRun("interview", changes: ["heir.flow.interview.reserve=yes"])
    #expect(
      run.lines == [
        "enquiry 0 ask: 1 09:00 | 1 09:00 | 1 09:20",
        "heir 0 interview: 1 09:05 | 1 09:20 | 1 10:00",
        "enquiry 1 ask: 1 09:10 | 1 10:00 | 1 10:20",
        "enquiry 2 ask: 1 09:12 | 1 10:00 | 1 10:20",
        "enquiry 3 ask: 1 11:30 | 1 11:30 | 1 11:50",
        "heir 1 interview: 1 11:40 | 1 11:50 | 1 12:30",
        "heir 2 interview: 1 11:50 | 1 14:30 | 1 15:10",
      ])
    #expect(run.metrics.invariantsHold)
  }

  @Test func aRoomThatDrainsServesWhoWaitedAtNoon() throws {
    let run = try TraceRun("interview", changes: ["pools.room.closing=drain"])
    #expect(run.lines.last == "heir 2 interview: 1 11:50 | 1 12:30 | 1 13:10")
    #expect(run.metrics.hall[.overtimeMinutesPerDay] == 210)
  }

  /// At 09:10 only the reviewer of the file is idle: the letter of 09:12 goes before it.
  @Test func anotherReviewerEntersTheFile() throws {
    let run = try TraceRun("four-eyes")
    #expect(
      run.lines == [
        "file 0 review: 1 09:00 | 1 09:00 | 1 09:10",
        "letter 0 write: 1 09:08 | 1 09:08 | 1 09:28",
        "letter 1 write: 1 09:12 | 1 09:12 | 1 09:32",
        "file 0 enter: 1 09:10 | 1 09:28 | 1 09:43",
        "file 1 review: 1 11:40 | 1 11:40 | 1 11:50",
        "file 1 enter: 1 11:50 | 1 11:50 | 1 12:05",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// Between two pools the rule changes nothing in the plan.
  @Test func separatePoolsNeedNoNumbers() throws {
    func plan(_ rule: String) throws -> EnginePlan {
      let pack = try SmallPack([
        "S01.yaml": SmallPack.scenario(
          flow: "one: {task: window, pool: DESK, time: 5 min, next: two}\n"
            + "two: {task: window, pool: OTHER, time: 5 min, \(rule)next: out}\nout: {end: done}"),
        "hall/hall.yaml": SmallPack.hall.replacing(
          "{DESK: {servers: 1}}", with: "{DESK: {servers: 1}, OTHER: {servers: 1}}"),
      ])
      let outcome = pack.read()
      #expect(outcome.findings == [])
      return try TestPack.compile(
        #require(outcome.valid), configuration: "B0", days: 2, warmUpDays: 0
      ).plan
    }
    #expect(try plan("notBy: one, ") == plan(""))
  }

  @Test func offeredLoadCountsEveryServer() throws {
    let pack = try SmallPack([
      "S01.yaml": SmallPack.scenario(
        flow: "meet: {task: room, holds: {ROOM: 1, CLERK: 2, SCREEN: 1}, time: 45 min, "
          + "place: hall, next: out}\nout: {end: done}"),
      "hall/hall.yaml": """
      calendar: always
      pools:
        ROOM: {servers: 2, kind: machine}
        CLERK: {servers: 3}
        SCREEN: {servers: 5, kind: machine}
      streams: {all: {rate: 1 per h}}
      configurations: {B0: {flows: only}}
      source: assumed:test

      """,
    ])
    let outcome = pack.read()
    #expect(outcome.findings == [])
    let valid = try #require(outcome.valid)
    let study = try TestPack.compile(valid, configuration: "B0", days: 30, warmUpDays: 0)
    #expect(study.loads.map { ($0.erlangs * 1e9).rounded() / 1e9 } == [0.75, 1.5, 0.75])
    #expect(study.loads.allSatisfy { abs($0.visitsPerDay - 24) < 1e-9 })
    // Two clerks for 45 minutes; rooms and screens are not staff.
    let expected = try #require(CaseExpectation.all(valid, flow: "only")["S01"])
    #expect(abs(expected.touchMinutes - 90) < 1e-9)
    #expect(expected.trips == 1)
  }
}
