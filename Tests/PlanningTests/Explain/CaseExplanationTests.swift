// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import TestSupport
import Testing
import TransferModel

/// Why the time of cases passed, worked out by hand.
struct CaseExplanationTests {
  /// The steps of a case as reason, node and minutes, with the place in line where there was one.
  private static func steps(_ run: RecordRun, _ name: String) throws -> [String] {
    let explainer = CaseExplainer(run.record)
    let place = try #require(explainer.place(of: name))
    let explanation = try #require(explainer.explain(place))
    #expect(explanation.isComplete)
    return explanation.steps.map { step in
      var text = "\(step.reason) \(run.record.flowNode(step.node).id) "
      text += minutes(step.micros)
      if let line = step.line {
        text += " [\(line.ahead)/\(line.aheadInBetterClass)/\(line.overtakenBy)]"
      }
      return text
    }
  }

  private static func minutes(_ micros: Int64) -> String {
    micros % HallEngine.minute == 0
      ? "\(micros / HallEngine.minute)" : "\(Double(micros) / Double(HallEngine.minute))"
  }

  /// A pack with the lines of a flow of S01 and of its hall, without a calendar.
  private static func run(
    flow: String, hall: String, extra: String = "", days: Int = 1, other: String? = nil
  ) throws -> RecordRun {
    var files = [
      "S01.yaml": SmallPack.scenario(flow: flow, extra: extra),
      "hall/hall.yaml": """
      calendar: always
      \(hall)
      configurations: {base: {flows: only}}
      source: assumed:test

      """,
    ]
    if let other { files["S02.yaml"] = other }
    let outcome = try SmallPack(files).read()
    #expect(outcome.findings == [])
    let valid = try #require(outcome.valid)
    return try RecordRun(valid, TestPack.compile(valid, days: days, warmUpDays: 0))
  }

  @Test func closedHoursQueueAndServiceFollowOneAnother() throws {
    let run = try RecordRun("hours-finish")
    #expect(
      try Self.steps(run, "1-2") == [
        "poolClosed serve 20 [1/0/0]", "queue serve 20", "service serve 20",
      ])
    // Ten minutes behind another, then the closing at noon.
    #expect(
      try Self.steps(run, "1-4") == [
        "queue serve 10 [0/0/0]", "poolClosed serve 150", "service serve 20",
      ])
  }

  @Test func doorsRoundsAppointmentsAndStops() throws {
    #expect(
      try Self.steps(RecordRun("door"), "1-1") == [
        "doors door 30", "service ticket 1", "service serve 20",
      ])
    #expect(
      try Self.steps(RecordRun("rounds"), "2-1") == [
        "away carry 45", "round carry 315", "deskWork read 5",
      ])
    // Early by 20 minutes and admitted ten minutes before the slot, two working days later.
    #expect(
      try Self.steps(RecordRun("appointments"), "1-1").first == "appointment book \(2 * 1440 + 50)")
    #expect(
      try Self.steps(RecordRun("clocks"), "3-1") == [
        "service accept 30", "wait review 1440", "clockStopped hold 2880",
        "wait remainder \(103 * 60)", "service issue 10",
      ])
  }

  /// The other two reviews wait for the tax review and have no part in the gross time.
  @Test func theBranchThatComesLastIsFollowed() throws {
    let run = try RecordRun("join")
    #expect(
      try Self.steps(run, "1-2") == [
        "queue tax 23 [0/0/0]", "deskWork tax 25", "deskWork enter 3",
      ])
    let explainer = CaseExplainer(run.record)
    let place = try #require(explainer.place(of: "1-2"))
    let join = try #require(explainer.explain(place)?.joins.first)
    #expect(run.record.flowNode(join.node).id == "reviewed")
    #expect(
      join.others.map { "\(run.record.flowNode($0.node).id) \(Self.minutes($0.micros))" } == [
        "title 43", "housing 38",
      ])
  }

  /// Rooms wait for all they hold; four eyes pass a free reviewer by.
  @Test func severalServersAndServersThatMayNot() throws {
    #expect(
      try Self.steps(RecordRun("interview"), "1-3") == [
        "queue interview 10 [1/0/0]", "poolClosed interview 150", "service interview 40",
      ])
    #expect(
      try Self.steps(RecordRun("four-eyes"), "1-1") == [
        "deskWork review 10", "queue enter 18 [0/0/1]", "deskWork enter 15",
      ])
  }

  /// Two leave the line; before the last is served their tickets are called for two minutes each.
  @Test func callsOfAbsentTicketsAreToldFromServices() throws {
    let run = try Self.run(
      flow: """
        serve: {task: window, pool: DESK, time: 10 min, patience: SHORT, leave: gone, next: out}
        out: {end: done}
        gone: {end: abandoned}
        """,
      hall: """
        patience: {SHORT: {time: 15 min}}
        pools: {DESK: {servers: 1, absentCall: 2 min}}
        streams: {all: {at: [0 min, 1 min, 2 min, 3 min, 12 min], mix: {S01: 1}}}
        """)
    #expect(
      try Self.steps(run, "1-5") == [
        "queue serve 8 [2/0/0]", "absentCall serve 4", "service serve 10",
      ])
    // One who left has a line but no service.
    #expect(try Self.steps(run, "1-3") == ["queue serve 15 [1/0/0]"])
  }

  /// With 80% usable the server is away for a quarter of each service.
  @Test func pausesAfterServicesAreToldFromThem() throws {
    let run = try Self.run(
      flow: """
        serve: {task: window, pool: DESK, time: 8 min, next: out}
        out: {end: done}
        """,
      hall: """
        pools: {DESK: {servers: 1, usable: 80 %}}
        streams: {all: {at: [0 min, 1 min, 2 min], mix: {S01: 1}}}
        """)
    #expect(
      try Self.steps(run, "1-3") == [
        "queue serve 6 [1/0/0]", "pause serve 2", "queue serve 8", "pause serve 2",
        "service serve 8",
      ])
  }

  /// Urgent cases stand before plain ones, those that come later as well.
  @Test func betterClassesAheadAndLaterAreCounted() throws {
    let run = try Self.run(
      flow: """
        serve: {task: window, pool: DESK, time: 10 min, next: out}
        out: {end: done}
        """,
      hall: """
        pools: {DESK: {servers: 1, priorities: yes}}
        streams:
          plain: {at: [0 min, 1 min, 3 min], mix: {S01: 1}}
          urgent: {at: [2 min, 12 min], mix: {S02: 1}}
        """, extra: "priority: 3\n",
      other: """
        scenario: S02
        priority: 1
        flow:
          serve: {task: window, pool: DESK, time: 10 min, next: out}
          out: {end: done}
        source: assumed:test

        """)
    #expect(
      try Self.steps(run, "1-3") == ["queue serve 37 [2/1/1]", "service serve 10"])
  }

  /// Down from 01:00 to 01:30; an automatic step waits as well, and begins when it is over.
  @Test func outagesHoldBackQueuesAndAutomaticSteps() throws {
    let run = try Self.run(
      flow: """
        look: {task: automatic, step: A01, next: serve}
        serve: {task: window, step: E01, next: out}
        out: {end: done}
        """,
      hall: """
        steps:
          E01: {pool: DESK, time: 10 min, electronic: yes}
          A01: {time: 2 min, electronic: yes}
        pools: {DESK: {servers: 1}}
        streams: {all: {at: [53 min, 55 min, 59 min, 70 min], mix: {S01: 1}}}
        outages: {system: {at: 60 min, time: 30 min, stops: electronic}}
        """)
    #expect(
      try Self.steps(run, "1-2") == [
        "automatic look 2", "queue serve 3 [0/0/0]", "outage serve 30", "service serve 10",
      ])
    #expect(
      try Self.steps(run, "1-3") == [
        "automatic look 2", "outage serve 29 [1/0/0]", "queue serve 10", "service serve 10",
      ])
    #expect(
      try Self.steps(run, "1-4") == [
        "outage look 20", "automatic look 2", "queue serve 18 [1/0/0]", "service serve 10",
      ])
  }

  /// Both cases came together: the second was accepted with the first and reviewed after it.
  @Test func aCaseOfABatchHasThePathOfItsBatch() throws {
    let run = try Self.run(
      flow: """
        accept: {task: window, pool: DESK, time: 30 min, clock: start, next: units}
        units: {each: batch, next: review}
        review: {task: back-office, pool: BACK, time: 10 min, next: out}
        out: {end: done, clock: end}
        """,
      hall: """
        pools: {DESK: {servers: 1}, BACK: {kind: back-office, servers: 1}}
        streams: {all: {at: [0 min, 100 min], mix: {S01: 1}}}
        """, extra: "attributes: {batch: {together: 100 %, count: 2}}\n")
    #expect(try Self.steps(run, "1-1") == ["service accept 30", "deskWork review 10"])
    #expect(
      try Self.steps(run, "1-2") == [
        "service accept 30", "queue review 10 [0/0/0]", "deskWork review 10",
      ])
  }

  /// A day on which the hall stays closed, between an evening and a morning.
  @Test func aClosedDayIsToldFromClosedHours() throws {
    let valid = try TestPack.valid(TestPack.folder("hours-finish"))
    var study = try TestPack.compile(valid, days: 3, warmUpDays: 0)
    study.plan.disturbances = PlanDisturbances(
      closures: [.init(startProbability: [0, 1, 0], lengths: [1], streamKey: 1)], outages: [])
    #expect(
      try Self.steps(RecordRun(valid, study), "1-6") == [
        "poolClosed serve 390 [0/0/0]", "hallClosed serve 1440", "poolClosed serve 510",
        "service serve 20",
      ])
  }

  /// The only server has a break from 09:50 to 10:10 of a morning from 08:30 to 11:30.
  @Test func aBreakOfAllIsNoClosing() throws {
    let pack = try SmallPack([
      "S01.yaml": SmallPack.scenario(
        flow: "serve: {task: window, pool: DESK, time: 5 min, next: out}\nout: {end: done}"),
      "hall/hall.yaml": """
      workingHours: office
      hours: {office: {open: [08:30-11:30]}}
      pools: {DESK: {servers: 1, hours: office, breaks: {length: 20 min}}}
      streams: {all: {at: [1 09:48, 1 09:49], mix: {S01: 1}}}
      configurations: {base: {flows: only}}
      study: {from: 2021-09-06, days: 1}
      source: assumed:test

      """,
      "hall/2021.yaml": "year: 2021\nsource: assumed:test\n",
    ])
    let valid = try #require(pack.read().valid)
    let run = try RecordRun(valid, TestPack.compile(valid, warmUpDays: 0))
    // Until 09:53 the one before is served; the break ends when it was to end.
    #expect(
      try Self.steps(run, "1-2") == [
        "queue serve 1 [0/0/0]", "unmanned serve 20", "service serve 5",
      ])
    #expect(try run.lines(of: "serve", "offDutyMicros") == ["0", "\(20 * HallEngine.minute)"])
  }

  /// A case that is inside is explained up to the end of the run, along its oldest open step.
  @Test func aCaseThatIsInsideIsExplainedAsFarAsItHasCome() throws {
    let valid = try TestPack.valid(TestPack.folder("join"))
    var study = try TestPack.compile(valid, warmUpDays: 0)
    study.horizon = 9 * HallEngine.hour + 20 * HallEngine.minute
    let run = try RecordRun(valid, study)
    #expect(try Self.steps(run, "1-1") == ["deskWork tax 20"])
    #expect(try Self.steps(run, "1-2") == ["queue tax 18 [0/0/0]"])
    let explainer = CaseExplainer(run.record)
    #expect(explainer.longest() == nil)
    #expect(explainer.explain(0)?.isFinished == false)
  }

  @Test(arguments: ["1-0", "0-1", "1-9", "9-1", "1", "", "a-b", "1-1-1", "-1-1"])
  func namesThatNoCaseHas(_ name: String) throws {
    #expect(CaseExplainer(try RecordRun("join").record).place(of: name) == nil)
  }

  @Test func theLongestIsTheOneThatTookLongest() throws {
    let run = try RecordRun("hours-finish")
    let explainer = CaseExplainer(run.record)
    let micros = explainer.places.compactMap { explainer.explain($0)?.micros }
    let longest = try #require(explainer.longest().flatMap(explainer.explain))
    #expect(longest.micros == micros.max())
    #expect(longest.name == "1-6")
    #expect(explainer.longest(of: "person") == explainer.longest())
  }
}
