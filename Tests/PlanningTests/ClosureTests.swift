// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Days on which the hall stays closed at random.
struct ClosureTests {
  /// A working week from Monday 6 September 2021 with a desk, a line that never closes and a door.
  private static func pack(
    flow: String, streams: String, more: String = ""
  ) throws -> SmallPack {
    let nodes = flow.split(separator: "\n").map { "  \($0)\n" }.joined()
    return try SmallPack([
      "S01.yaml": "scenario: S01\nshare: 100 %\nflow:\n\(nodes)source: assumed:test\n",
      "hall/hall.yaml": """
      workingHours: office
      hours:
        office: {open: [08:30-12:00, 14:30-17:30]}
      rounds:
        courier: {at: 17:00}
      waits:
        DOOR: {until-open: office}
        BOOKING: {appointment: counter}
      appointments:
        counter: {lead: 1 wd, slots: {every: 60 min, day: {09:00-10:00: 100 %}}, punctuality: 0 min}
      pools:
        DESK: {servers: 1, hours: office}
        LINE: {kind: machine, servers: 1}
      streams: \(streams)
      configurations: {base: {flows: only}}
      study: {from: 2021-09-06, days: 5}
      source: assumed:test
      \(more)
      """,
      "hall/2021.yaml": "year: 2021\nsource: assumed:test\ndaysOff: [2021-09-20..2021-09-21]\n",
      "hall/2022.yaml": "year: 2022\nsource: assumed:test\n",
    ])
  }

  private static func study(_ pack: SmallPack, days: Int? = nil) throws -> CompiledStudy {
    let outcome = pack.read()
    #expect(outcome.findings == [])
    return try TestPack.compile(#require(outcome.valid), days: days)
  }

  /// The study with Tuesday closed and nothing left to chance.
  private static func closedOnTuesday(_ pack: SmallPack) throws -> TraceRun {
    var study = try study(pack)
    study.plan.disturbances = PlanDisturbances(
      closures: [.init(startProbability: [0, 1, 0, 0, 0], lengths: [1], streamKey: 1)],
      outages: [])
    return TraceRun(study, seed: 1)
  }

  @Test func closedDayHasNoArrivalsAndNoServers() throws {
    let run = try Self.closedOnTuesday(
      Self.pack(
        flow: """
          line: {task: window, pool: LINE, time: 1 min, next: serve}
          serve: {task: window, pool: DESK, time: 20 min, next: out}
          out: {end: done}
          """,
        streams: """
          {all: {at: [1 17:20, 1 17:25, 2 09:00, 2 23:59, 3 00:00, 3 10:00], mix: {S01: 1}}}
          """))
    #expect(
      run.lines(of: "serve") == [
        "S01 0 serve: 1 17:21 | 1 17:21 | 1 17:41",
        "S01 1 serve: 1 17:26 | 3 08:30 | 3 08:50",
        "S01 2 serve: 3 00:01 | 3 08:50 | 3 09:10",
        "S01 3 serve: 3 10:01 | 3 10:01 | 3 10:21",
      ])
    #expect(run.result.closedDays == 1)
    #expect(run.metrics.hall[.closedDays] == 1)
    // Four days of six and a half hours.
    let worked: Int128 = 4 * 390 * 60_000_000
    #expect(run.result.pools.contains { $0.capacityArea == worked })
    #expect(run.metrics.invariantsHold)
  }

  /// A pool around the clock works on; the door, the courier and the slot wait for Wednesday, and
  /// two working days from Monday noon end on Wednesday noon as ever.
  @Test func everythingWithHoursWaitsAndDeadlinesRun() throws {
    func run(_ wait: String) throws -> [String] {
      try Self.closedOnTuesday(
        Self.pack(
          flow: """
            wait: \(wait)
            line: {task: window, pool: LINE, time: 1 min, next: out}
            out: {end: done}
            """, streams: "{all: {at: 1 18:00, mix: {S01: 1}}}")
      ).lines
    }
    #expect(
      try run("{wait: DOOR, next: line}") == ["S01 0 line: 3 08:30 | 3 08:30 | 3 08:31"])
    #expect(
      try run("{wait: 0 min, rounds: courier, next: line}") == [
        "S01 0 line: 3 17:00 | 3 17:00 | 3 17:01"
      ])
    #expect(
      try run("{wait: BOOKING, next: line}") == ["S01 0 line: 3 09:00 | 3 09:00 | 3 09:01"])
    #expect(
      try run("{wait: 1 wd, next: line}") == ["S01 0 line: 2 17:30 | 2 17:30 | 2 17:31"])
    #expect(
      try run("{wait: 8 h, next: line}") == ["S01 0 line: 2 02:00 | 2 02:00 | 2 02:01"])
  }

  @Test func renewalsOnAClosedDayDoNotHappen() throws {
    let run = try Self.closedOnTuesday(
      Self.pack(
        flow: "line: {task: window, pool: LINE, time: 1 min, next: out}\nout: {end: done}",
        streams: "{all: {every: 9 h, mix: {S01: 1}}}"))
    // Nine, eighteen; twenty-seven, thirty-six and forty-five hours fall on Tuesday.
    #expect(
      run.lines.prefix(4) == [
        "S01 0 line: 1 09:00 | 1 09:00 | 1 09:01", "S01 1 line: 1 18:00 | 1 18:00 | 1 18:01",
        "S01 5 line: 3 06:00 | 3 06:00 | 3 06:01", "S01 6 line: 3 15:00 | 3 15:00 | 3 15:01",
      ])
  }

  private static let typhoon =
    "closures: {typhoon: {rate: RATE, months: [jul..oct], days: {1: 80 %, 2: 20 %}}}"

  private static func yearPack(_ rate: String) throws -> SmallPack {
    try pack(
      flow: "serve: {task: window, pool: DESK, time: 1 min, next: out}\nout: {end: done}",
      streams: "{all: {rate: 1 per wd, pattern: day}}",
      more: "patterns: {day: {profile: {08:30-12:00: 100 %}}}\n"
        + typhoon.replacing("RATE", with: rate))
  }

  /// A day is closed unless it neither begins a closure nor follows one of two days:
  /// 1 − (1 − p)(1 − p′ · 20 %), added up over the days; z at a false-alarm rate of 1e-4.
  @Test func meanOfTheClosedDaysIsThatOfTheFormula() throws {
    let study = try Self.study(Self.yearPack("9 per year"), days: 130)
    let starts = try #require(study.plan.disturbances).closures[0].startProbability
    // July to October 2021 has 85 working days here: 22 + 22 + 20 + 21.
    let first = try #require(starts.first { $0 > 0 })
    #expect(abs(first - 9.0 / 85) < 1e-15)
    let clock = study.plan.clock
    let working = (0..<clock.workingDayCount).map {
      Int(clock.midnight(ofWorkingDay: $0) / HallEngine.day)
    }
    var expected = 0.0
    for (previous, day) in zip([-1] + working, working) {
      let before = previous < 0 ? 0 : starts[previous]
      let open = (1 - starts[day]) * (1 - 0.2 * before)
      expected += 1 - open
    }
    let runs = 100
    let counts = (0..<runs).map { index in
      let result = Replication(seed: 5, index: UInt32(index), horizon: study.horizon)
        .run(study.plan)
      #expect(result.invariants.hold)
      return Double(result.closedDays)
    }
    let mean = counts.reduce(0, +) / Double(runs)
    let squares = counts.map { ($0 - mean) * ($0 - mean) }
    let variance = squares.reduce(0, +) / Double(runs - 1)
    let standardError = (variance / Double(runs)).squareRoot()
    #expect(abs(mean - expected) < 3.89 * standardError)
    #expect(standardError < 0.05 * expected)
  }

  @Test func configurationsWithTheSameRateLoseTheSameDays() throws {
    let pack = try Self.yearPack("{base: 9 per year, rest: 0 per year}")
    let twice = try Self.yearPack("9 per year")
    let off = try Self.study(Self.yearPack("0 per year"), days: 60)
    let one = TraceRun(try Self.study(pack, days: 60), seed: 7)
    let other = TraceRun(try Self.study(twice, days: 60), seed: 7)
    #expect(one.result.closedDays > 0)
    #expect(one.result == other.result)
    #expect(off.plan.disturbances == nil)
    #expect(TraceRun(off, seed: 7).metrics.hall[.closedDays] == nil)
  }

  /// The days are drawn by their dates: who begins a week later meets the same closures.
  @Test func laterStartMeetsTheSameClosures() throws {
    let instants = (1...33).map { "\($0) 09:00" }.joined(separator: ", ")
    let pack = try Self.pack(
      flow: "line: {task: window, pool: LINE, time: 1 min, next: out}\nout: {end: done}",
      streams: "{all: {at: [\(instants)], mix: {S01: 1}}}",
      more: "closures: {typhoon: {rate: 30 per year, months: [jul..oct]}}")
    let valid = try #require(pack.read().valid)
    let monday = try #require(CivilDate(text: "2021-09-06"))
    /// The days without an arrival, counted from that Monday.
    func closed(after wait: Int) throws -> [Int] {
      let study = try PlanCompiler.compile(
        valid, configuration: "base",
        period: StudyPeriod(
          from: monday.adding(days: wait), end: .workingDays(25), warmUpDays: 0))
      let seen = Set(TraceRun(study, seed: 3).visits.map { Int($0.enqueued / HallEngine.day) })
      return (wait..<30).filter { !seen.contains($0 - wait) }
    }
    let first = try closed(after: 0)
    #expect(first.contains { $0 >= 7 })
    #expect(try closed(after: 7) == first.filter { $0 >= 7 })
  }
}
