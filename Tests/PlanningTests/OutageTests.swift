// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Times in which a system is down and its steps do not begin.
struct OutageTests {
  /// Two scenarios at one desk: S01 needs the system for ten minutes, S02 is five minutes of paper.
  private static func study(
    outages: String, streams: String, desk: String = "{servers: 1}",
    flow: String = "serve: {task: window, step: E01, next: out}", calendar: String = "always",
    more: String = ""
  ) throws -> CompiledStudy {
    let nodes = flow.split(separator: "\n").map { "  \($0)\n" }.joined()
    let pack = try SmallPack([
      "S01.yaml":
        "scenario: S01\nflow:\n\(nodes)  out: {end: done}\nsource: assumed:test\n",
      "S02.yaml": """
      scenario: S02
      flow:
        serve: {task: window, step: P01, next: out}
        out: {end: done}
      source: assumed:test

      """,
      "hall/hall.yaml": """
      calendar: \(calendar)
      steps:
        E01: {pool: DESK, time: 10 min, electronic: yes}
        P01: {pool: DESK, time: 5 min}
        A01: {time: 2 min, electronic: yes}
      pools: {DESK: \(desk)}
      streams: \(streams)
      outages: \(outages)
      configurations: {base: {flows: only}}
      study: {from: 2021-09-06, days: 1}
      source: assumed:test
      \(more)
      """,
      "hall/2021.yaml": "year: 2021\nsource: assumed:test\n",
    ])
    let outcome = pack.read()
    #expect(outcome.findings == [])
    return try TestPack.compile(#require(outcome.valid))
  }

  private static let evening =
    "{system: {at: 60 min, time: 30 min, stops: electronic}}"
  private static let both = """
    {one: {at: [55 min, 62 min, 80 min], mix: {S01: 1}}, \
    two: {at: [63 min, 66 min, 85 min, 88 min], mix: {S02: 1}}}
    """

  /// The system is down from 01:00 to 01:30.
  ///
  /// What has begun is finished; paper passes what waits for
  /// the system; then all are called in the order in which they came.
  @Test func nothingElectronicBeginsAndPaperGoesOn() throws {
    let run = TraceRun(try Self.study(outages: Self.evening, streams: Self.both), seed: 1)
    #expect(
      run.lines == [
        "S01 0 serve: 1 00:55 | 1 00:55 | 1 01:05",
        "S02 0 serve: 1 01:03 | 1 01:05 | 1 01:10",
        "S02 1 serve: 1 01:06 | 1 01:10 | 1 01:15",
        "S02 2 serve: 1 01:25 | 1 01:25 | 1 01:30",
        "S01 1 serve: 1 01:02 | 1 01:30 | 1 01:40",
        "S01 2 serve: 1 01:20 | 1 01:40 | 1 01:50",
        "S02 3 serve: 1 01:28 | 1 01:50 | 1 01:55",
      ])
    #expect(run.result.downTimes == [30 * 60_000_000])
    #expect(run.metrics.hall[.outageMinutes] == 30)
    #expect(run.metrics.hall[.closedDays] == 0)
    #expect(run.metrics.invariantsHold)
  }

  /// Who queued before the outage waits through it and keeps the place in line.
  @Test func queueOfTheSystemIsHeldWithItsOrder() throws {
    let streams = """
      {one: {at: [50 min, 51 min, 52 min], mix: {S01: 1}}, \
      two: {at: [53 min, 54 min], mix: {S02: 1}}}
      """
    let run = TraceRun(
      try Self.study(
        outages: "{system: {at: 55 min, time: 20 min, stops: [E01]}}", streams: streams), seed: 1)
    #expect(
      run.lines == [
        "S01 0 serve: 1 00:50 | 1 00:50 | 1 01:00",
        "S02 0 serve: 1 00:53 | 1 01:00 | 1 01:05",
        "S02 1 serve: 1 00:54 | 1 01:05 | 1 01:10",
        "S01 1 serve: 1 00:51 | 1 01:15 | 1 01:25",
        "S01 2 serve: 1 00:52 | 1 01:25 | 1 01:35",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// A machine's task begins when the last of the outages that stop it has ended.
  @Test func automaticTaskWaitsForTheEndOfAllOutages() throws {
    let flow = """
      auto: {task: automatic, step: A01, next: serve}
      serve: {task: window, step: E01, next: out}
      """
    let run = TraceRun(
      try Self.study(
        outages: """
          {one: {at: 60 min, time: 30 min, stops: [A01]}, two: {at: 85 min, time: 20 min, stops: \
          [A01]}, other: {at: 100 min, time: 60 min, stops: [P01]}}
          """,
        streams: """
          {one: {at: [59 min, 60 min, 70 min, 105 min], mix: {S01: 1}}, \
          two: {at: 120 min, mix: {S02: 1}}}
          """, desk: "{servers: 9}", flow: flow), seed: 1)
    #expect(
      run.lines == [
        "S01 0 serve: 1 01:01 | 1 01:01 | 1 01:11",
        // An outage begins last in its minute.
        "S01 1 serve: 1 01:02 | 1 01:02 | 1 01:12",
        "S01 2 serve: 1 01:47 | 1 01:47 | 1 01:57",
        "S01 3 serve: 1 01:47 | 1 01:47 | 1 01:57",
        "S02 0 serve: 1 02:00 | 1 02:40 | 1 02:45",
      ])
    #expect(run.result.downTimes == [30, 20, 60].map { $0 * 60_000_000 })
  }

  @Test func patienceEndsDuringAnOutageToo() throws {
    let run = TraceRun(
      try Self.study(
        outages: Self.evening, streams: Self.both, desk: "{servers: 1, absentCall: 1 min}",
        flow: """
          serve: {task: window, step: E01, patience: SHORT, leave: gone, next: out}
          gone: {end: abandoned}
          """,
        more: "patience: {SHORT: {time: 20 min}}\n"), seed: 1)
    #expect(
      run.lines == [
        "S01 0 serve: 1 00:55 | 1 00:55 | 1 01:05",
        "S02 0 serve: 1 01:03 | 1 01:05 | 1 01:10",
        "S02 1 serve: 1 01:06 | 1 01:10 | 1 01:15",
        "S02 2 serve: 1 01:25 | 1 01:25 | 1 01:30",
        "S01 2 serve: 1 01:20 | 1 01:30 | 1 01:40",
        "S02 3 serve: 1 01:28 | 1 01:40 | 1 01:45",
      ])
    // Who leaves at 01:22 leaves a ticket, for whose call no system is needed.
    #expect(run.result.pools[0].reneged == 1)
    #expect(run.result.pools[0].absentCalls == 1)
    #expect(run.result.pools[0].busyArea == (3 * 5 + 2 * 10 + 5 + 1) * 60_000_000)
    #expect(run.metrics.invariantsHold)
  }

  /// The system fails from 11:50 to 12:10: who waits is served after the closing at noon, who comes
  /// after it waits for 14:30 and is not called before a second outage has ended at 14:45.
  @Test func deskThatDrainsServesTheHeldAfterClosing() throws {
    let run = TraceRun(
      try Self.study(
        outages: "{system: {at: [710 min, 865 min], time: 20 min, stops: electronic}}",
        streams: """
          {one: {at: [1 11:55, 1 11:56, 1 12:05], mix: {S01: 1}}, \
          two: {at: [1 12:06], mix: {S02: 1}}}
          """, desk: "{servers: 1, hours: office, closing: drain}", calendar: "civil",
        more: """
          workingHours: office
          hours: {office: {open: [08:30-12:00, 14:30-17:30]}}
          """), seed: 1)
    #expect(
      run.lines == [
        "S01 0 serve: 1 11:55 | 1 12:10 | 1 12:20",
        "S01 1 serve: 1 11:56 | 1 12:20 | 1 12:30",
        "S02 0 serve: 1 12:06 | 1 14:30 | 1 14:35",
        "S01 2 serve: 1 12:05 | 1 14:45 | 1 14:55",
      ])
    #expect(run.metrics.invariantsHold)
  }

  /// Outages of 45 minutes that begin at a rate λ cover the part 1 − e^(−λ·45 min) of the time.
  ///
  /// The first 45 minutes of a run know none from before. False-alarm rate 1e-4.
  @Test func meanTimeDownIsThatOfTheFormula() throws {
    var study = try Self.study(
      outages: "{system: {rate: 1000 per year, time: 45 min, stops: electronic}}",
      streams: "{all: {at: 0 min, mix: {S01: 1, S02: 1}}}")
    let perDay = try #require(study.plan.disturbances?.outages[0].expectedPerDay.first)
    #expect(abs(perDay - 1000.0 / 365) < 1e-12)
    study.plan.disturbances?.outages[0].expectedPerDay = Array(repeating: perDay, count: 90)
    let plan = study.plan
    let downs = (0..<200).map { index in
      let result = Replication(
        seed: 11, index: UInt32(index), horizon: 90 * HallEngine.day
      ).run(plan)
      return Double(result.downTimes[0]) / Double(HallEngine.minute)
    }
    let perMinute = perDay / 1440
    let cover = Elementary.exp(-perMinute * 45)
    let theory = (90 * 1440 - 45) * (1 - cover) + 45 - (1 - cover) / perMinute
    let mean = downs.reduce(0, +) / 200
    let squares = downs.map { ($0 - mean) * ($0 - mean) }
    let error = (squares.reduce(0, +) / 199 / 200).squareRoot()
    #expect(abs(mean - theory) < 3.89 * error)
    #expect(error < 0.02 * theory)
  }

  @Test func outageThatNeverHappensLeavesThePlanAlone() throws {
    let streams = "{all: {every: exponential(mean 8 min), mix: {S01: 1, S02: 1}}}"
    let off = try Self.study(
      outages: """
        {system: {rate: {base: 0 per month, rest: 1 per month}, time: 45 min, stops: electronic}}
        """, streams: streams)
    let none = try Self.study(outages: "{}", streams: streams)
    #expect(off.plan == none.plan)
  }
}
