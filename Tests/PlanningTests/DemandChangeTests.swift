// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Demand over the years: growth, rushes before new rules, waves of hand-overs.
struct DemandChangeTests {
  private static func valid(_ streams: String, attributes: String = "") throws -> ValidPack {
    let pack = try SmallPack([
      "S01.yaml": """
      scenario: S01
      share: 50 %
      \(attributes)
      flow:
        serve: {task: back-office, pool: DESK, time: 10 min, next: out}
        out: {end: done}
      source: assumed:test

      """,
      "S02.yaml": """
      scenario: S02
      share: 50 %
      flow:
        serve: {task: automatic, time: 0, next: out}
        out: {end: done}
      source: assumed:test

      """,
      "hall/hall.yaml": """
      workingHours: office
      hours:
        office: {open: [08:30-12:00, 14:30-17:30]}
      patterns:
        day: {profile: {08:30-12:00: 60 %, 14:30-17:30: 40 %}}
      pools: {DESK: {kind: back-office, servers: 400}}
      streams: \(streams)
      configurations: {base: {flows: only}, other: {flows: only}}
      study: {from: 2021-08-23}
      source: assumed:test
      """,
      "hall/2020.yaml": "year: 2020\nsource: assumed:test\n",
      "hall/2021.yaml": "year: 2021\nsource: assumed:test\n",
      "hall/2022.yaml": "year: 2022\nsource: assumed:test\n",
      "hall/2023.yaml": "year: 2023\nsource: assumed:test\n",
    ])
    let outcome = pack.read()
    #expect(outcome.findings == [])
    return try #require(outcome.valid)
  }

  private static func study(
    _ valid: ValidPack, configuration: String = "base", from text: String = "2021-08-23",
    days: Int
  ) throws -> CompiledStudy {
    try PlanCompiler.compile(
      valid, configuration: configuration,
      period: StudyPeriod(
        from: try #require(CivilDate(text: text)), end: .workingDays(days), warmUpDays: 0))
  }

  /// The expected number of each day of a plan's only stream.
  private static func expected(_ study: CompiledStudy) throws -> [Double] {
    let stream = try #require(study.plan.streams.first)
    guard case .poisson(let rate) = stream.arrivals else { return [] }
    return rate.expectedPerDay
  }

  // MARK: Growth and rushes

  /// 2021-08-23, 2022-08-23 and 2023-08-23 lie 0, 365 and 730 days after the start of the study.
  @Test func rateGrowsFromTheFirstDayOfTheStudy() throws {
    let valid = try Self.valid("{all: {rate: 100 per wd, growth: 10 %}}")
    let days = try Self.expected(Self.study(valid, days: 530))
    for (day, cases) in [(0, 100), (365, 110), (730, 121)] as [(Int, Double)] {
      #expect(abs(days[day] - cases) < 1e-9)
    }
    // Who begins a year later finds what has grown until then.
    let later = try Self.expected(Self.study(valid, from: "2022-08-23", days: 2))
    #expect(abs(later[0] - 110) < 1e-9)
    let shrinking = try Self.valid("{all: {rate: 100 per wd, growth: -10 %}}")
    #expect(abs(try Self.expected(Self.study(shrinking, days: 262))[365] - 90) < 1e-9)
  }

  @Test func growthOfNothingLeavesThePlanAlone() throws {
    let plain = try Self.study(Self.valid("{all: {rate: 100 per wd, pattern: day}}"), days: 20)
    let still = try Self.study(
      Self.valid("{all: {rate: 100 per wd, pattern: day, growth: 0 %}}"), days: 20)
    #expect(still.plan == plain.plan)
    #expect(still.loads == plain.loads)
  }

  /// A rule changes on Wednesday 1 September 2021: Friday, Monday and Tuesday are busy, Wednesday and
  /// Thursday are quiet; a second rush doubles the last two days of the first.
  @Test func rushAndLullAreCountedInWorkingDays() throws {
    let days = try Self.expected(
      Self.study(
        Self.valid(
          """
          {all: {rate: 100 per wd, pattern: day, rushes: [\
          {before: 2021-09-01, days: 3, factor: 1.8, after: {days: 2, factor: 0.6}}, \
          {before: 2021-09-01, days: 2, factor: 2}]}}
          """), days: 10))
    let rounded = days.map { Int($0.rounded()) }
    #expect(rounded == [100, 100, 100, 100, 180, 0, 0, 360, 360, 60, 60, 100])
  }

  @Test func offeredLoadTakesTheMeanOfGrowthAndRushes() throws {
    let study = try Self.study(
      Self.valid(
        """
        {all: {rate: 100 per wd, pattern: day, rushes: [{before: 2021-09-01, days: 3, factor: 2}]}}
        """), days: 10)
    // Ten days, three of them twice as busy; half of the cases are of S01.
    #expect(abs(study.loads[0].visitsPerDay - 50 * 1.3) < 1e-9)
    let grown = try Self.study(
      Self.valid("{all: {rate: 100 per wd, pattern: day, growth: 10 %}}"), from: "2022-08-23",
      days: 1)
    #expect(abs(grown.loads[0].visitsPerDay - 55) < 1e-9)
  }

  // MARK: Waves

  private static func parts(_ over: String) throws -> [Double] {
    let nowhere = SourcePlace.start(of: "test")
    return DemandWaves(
      rates: EventRates(perYear: [:]),
      cases: Located(try CountLawParser.parse("1"), at: nowhere),
      over: Located(try TimeLawParser.parse(over), at: nowhere)
    ).partsByDay
  }

  @Test func casesOfAnEventAreSpreadOverWorkingDays() throws {
    #expect(try Self.parts("uniform(0, 4) wd") == [0.25, 0.25, 0.25, 0.25])
    #expect(try Self.parts("3 wd") == [0, 0, 0, 1])
    #expect(try Self.parts("0 wd") == [1])
    #expect(try Self.parts("triangular(0, 0, 2) wd") == [0.75, 0.25])
    #expect(try Self.parts("triangular(0, 2, 2) wd") == [0.25, 0.75])
    #expect(try Self.parts("uniform(0.5, 1.5) wd") == [0.5, 0.5])
    let weeks = try Self.parts("triangular(0, 5, 20) wd")
    #expect(weeks.count == 20)
    // d²/100 up to the fifth day, 1 − (20 − d)²/300 from then on.
    #expect(abs(weeks[0] - 0.01) < 1e-12)
    let first = weeks[..<5].reduce(0, +)
    #expect(abs(first - 0.25) < 1e-12)
    let early = weeks[..<10].reduce(0, +)
    #expect(abs(early - 2.0 / 3) < 1e-12)
    #expect(abs(weeks.reduce(0, +) - 1) < 1e-12)
  }

  private static let wave =
    "{rate: {base: 1.6 per month, other: 0 per month}, cases: \"lognormal(median 140, sigma 0.6)\", "
    + "over: \"triangular(0, 5, 20) wd\"}"
  private static let batch =
    "attributes: {batch: {together: 60 %, count: \"uniform(2, 6)\"}}"

  /// 19.2 events of 140 · e^(0.18) cases a year, of whose 261 working days the run has 60; z at a
  /// false-alarm rate of 1e-4.
  @Test func volumeIsThatOfEventsAndSizes() throws {
    let study = try Self.study(
      Self.valid("{waves: {waves: \(Self.wave), pattern: day, mix: {S01: 1}}}"), days: 60)
    let size = 140 * Elementary.exp(0.18)
    let theory = 19.2 * size * 60 / 261
    #expect(abs(study.loads[0].visitsPerDay - theory / 60) < 1e-9 * theory)
    let totals = (0..<150).map { index in
      Double(
        Replication(seed: 2, index: UInt32(index), horizon: study.horizon).run(study.plan).created)
    }
    let mean = totals.reduce(0, +) / 150
    let squares = totals.map { ($0 - mean) * ($0 - mean) }
    let error = (squares.reduce(0, +) / 149 / 150).squareRoot()
    #expect(abs(mean - theory) < 3.89 * error)
    #expect(error < 0.05 * theory)
  }

  /// One event of 5,000 cases on Monday: a quarter each on Monday to Thursday, in office hours.
  @Test func waveKeepsToDaysAndTimesOfDay() throws {
    var study = try Self.study(
      Self.valid(
        """
        {waves: {waves: {rate: 1 per year, cases: 5000, over: "uniform(0, 4) wd"}, pattern: day, \
        mix: {S01: 1}}}
        """), days: 10)
    guard case .poisson(var rate) = study.plan.streams[0].arrivals else {
      Issue.record("waves are a Poisson process")
      return
    }
    // Three working days before the start and ten in the run.
    #expect(rate.waves?.days == [-5, -4, -3, 0, 1, 2, 3, 4, 7, 8, 9, 10, 11])
    // The chance of no event at all on a day with 40 expected is e^-40; all but the first are cut.
    rate.waves?.expectedPerDay = [0, 0, 0, 40] + [Double](repeating: 0, count: 9)
    rate.waves?.cases = .constant(125)
    study.plan.streams[0].arrivals = .poisson(rate)
    let run = TraceRun(study, seed: 1)
    let days = Dictionary(grouping: run.visits) { $0.enqueued / HallEngine.day }
    #expect(days.keys.sorted() == [0, 1, 2, 3])
    let total = Double(run.visits.count)
    for day in days.values {
      // Four standard errors of a share of a quarter.
      let excess = Double(day.count) - total / 4
      #expect(abs(excess) < 4 * (total * 3 / 16).squareRoot())
      let times = day.map { $0.enqueued % HallEngine.day / HallEngine.minute }
      #expect(times.allSatisfy { (510..<720).contains($0) || (870..<1050).contains($0) })
    }
  }

  /// With waves only 40 % of the 200 cases a day still come evenly, each alone; the waves bring
  /// batches of four on average, and nothing else.
  @Test func wavesTakeTheBatchesOfTheRate() throws {
    let valid = try Self.valid(
      """
      {all: {rate: 400 per wd, pattern: day, split: yes}, \
      waves: {waves: \(Self.wave), pattern: day, mix: {S01: 1}}}
      """, attributes: Self.batch)
    let study = try Self.study(valid, days: 60)
    let run = TraceRun(study, seed: 3)
    #expect(run.result.invariants.hold)
    #expect(study.plan.streams.count == 3)
    let smooth = run.visits.filter { $0.stream == 0 }
    let excess = Double(smooth.count) - 4800
    #expect(abs(excess) < 4 * 4800.0.squareRoot())
    // Nothing splits a batch here, so that a visit is an arrival and its number tells of the size.
    #expect(smooth.map(\.number).sorted() == Array(0..<smooth.count))
    let waves = run.visits.filter { $0.stream == 2 }.map(\.number).sorted()
    let sizes = zip(waves, waves.dropFirst()).map { $1 - $0 }
    #expect(Set(sizes) == [2, 3, 4, 5, 6])
    #expect(sizes.count > 100)
    // Two standard errors of a uniform number would be one alarm in twenty; four are taken.
    let mean = Double(sizes.reduce(0, +)) / Double(sizes.count)
    let error = (2 / Double(sizes.count)).squareRoot()
    #expect(abs(mean - 4) < 4 * error)
    // Arrivals a day: those alone, and waves by their mean size.
    let wavesPerDay = 19.2 * 140 * Elementary.exp(0.18) / 261
    let arrivalsPerDay = 80 + wavesPerDay / 4
    #expect(abs(study.loads[0].visitsPerDay - arrivalsPerDay) < 1e-9)
    // Where no waves come all is as without them.
    let off = try Self.study(valid, configuration: "other", days: 60)
    let never = try Self.study(
      Self.valid("{all: {rate: 400 per wd, pattern: day, split: yes}}", attributes: Self.batch),
      days: 60)
    #expect(off.plan == never.plan)
    #expect(off.loads == never.loads)
  }

  @Test func threadsAndNumbersOfReplicationsChangeNothing() async throws {
    var study = try Self.study(
      Self.valid("{waves: {waves: \(Self.wave), pattern: day, mix: {S01: 1}}}"), days: 20)
    study.plan.disturbances = PlanDisturbances(
      closures: [
        .init(startProbability: Array(repeating: 0.2, count: 26), lengths: [1], streamKey: 1)
      ],
      outages: [.init(expectedPerDay: [1, 1], time: .constant(9e9), streamKey: 2)])
    for index in study.plan.nodes.indices { study.plan.nodes[index].stoppedBy = 1 }
    func fingerprints(threads: Int, replications: Int) async -> [UInt64] {
      await Study(
        study, settings: StudySettings(seed: 4, replications: replications, threads: threads)
      ).run().map(\.fingerprint)
    }
    let one = await fingerprints(threads: 1, replications: 6)
    #expect(Set(one).count == 6)
    #expect(await fingerprints(threads: 3, replications: 6) == one)
    let last = Study(study, settings: StudySettings(seed: 4, replications: 1, threads: 1))
      .replicate(5)
    #expect(last.fingerprint == one[5])
    #expect(last.invariantsHold)
  }
}
