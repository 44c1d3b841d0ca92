// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import Statistics
import TestSupport
import Testing
import TransferModel

/// Headlines, kinds of estimators, goals of precision, warm-ups that are found, and batches.
struct EstimationTests {
  /// A queue whose name says what it is, with a study of its own.
  private static func queue(
    rate: String, servers: Int, time: String = "exponential(mean 1) min"
  ) throws -> SmallPack {
    try SmallPack([
      "customer.yaml": """
      scenario: customer
      source: assumed:test
      flow:
        serve: {task: window, pool: desk, time: \(time), next: done}
        done: {end: done}
      """,
      "hall/hall.yaml": """
      source: assumed:test
      calendar: always
      pools:
        desk: {servers: \(servers)}
      streams:
        arrivals: {rate: \(rate), mix: {customer: 1}}
      configurations:
        base: {name: {zh: 基准, en: Reference}}
      study: {from: 2021-03-01, days: 5, warmUpDays: 0, replications: 5}
      """,
    ])
  }

  private static func compile(
    _ pack: SmallPack, _ period: StudyPeriod? = nil
  ) throws -> CompiledStudy {
    let valid = try #require(pack.read().valid)
    return try PlanCompiler.compile(
      valid, configuration: "base",
      period: period
        ?? StudyPeriod(from: valid.pack.hall.study.from, end: .workingDays(5), warmUpDays: 0))
  }

  // MARK: Headlines

  @Test func headlinesAreReadAndNamed() throws {
    #expect(try Headline(text: "hall.waitMinutes") == .wait)
    for name in ["waitMinutesP90", "pools.desk.utilisation", "scenarios.customer.cycleMinutes"] {
      #expect(try Headline(text: name).description == name)
    }
    let study = try Self.compile(Self.queue(rate: "0.5 per min", servers: 1))
    let metrics = Study(
      study, settings: StudySettings(seed: 1, replications: 1, threads: 1)
    ).replicate(0)
    let read = try Headline(text: "pools.desk.utilisation").reader(in: study)
    #expect(read(metrics) == metrics.pools[0][.utilisation])
    #expect(try Headline(text: "onTimeRate").reader(in: study)(metrics).isNaN)
  }

  @Test(arguments: [
    ("waitMinute", "did you mean 'waitMinutes'?"), ("pool.desk.utilisation", "is not a headline"),
    ("", "is not a number of a result"), ("pools.desk", "is not a headline"),
  ])
  func badHeadlinesAreExplained(_ text: String, _ message: String) {
    #expect {
      try Headline(text: text)
    } throws: {
      ($0 as? CompileError)?.description.contains(message) ?? false
    }
  }

  @Test func headlinesOfWhatIsNotThereAreExplained() throws {
    let study = try Self.compile(Self.queue(rate: "0.5 per min", servers: 1))
    for (text, message) in [
      ("pools.desks.utilisation", "base has no pool 'desks'; did you mean 'desk'?"),
      ("scenarios.S01.trips", "base has no scenario 'S01'; known are customer"),
    ] {
      #expect {
        try Headline(text: text).reader(in: study)
      } throws: {
        ($0 as? CompileError)?.description == message
      }
    }
  }

  // MARK: Precision

  @Test func roundsStopAtTheirMaximum() {
    let goal = PrecisionGoal(share: 0.05, headlines: [.wait], minimum: 10, maximum: 24)
    #expect(goal.next(after: 0) == 10)
    #expect(goal.next(after: 10) == 20)
    #expect(goal.next(after: 20) == 24)
  }

  @Test func aReportSaysHowFarAGoalWasReached() async throws {
    let study = try Self.compile(Self.queue(rate: "0.5 per min", servers: 1))
    let settings = StudySettings(seed: 1, replications: 10, threads: 2)
    let metrics = await Study(study, settings: settings).run()
    let goal = PrecisionGoal(
      share: 0.02,
      headlines: try ["waitMinutes", "pools.desk.utilisation", "refused", "onTimeRate"]
        .map { try Headline(text: $0) }, minimum: 10, maximum: 50)
    let report = try PrecisionReport(goal, study: study, metrics: metrics)
    let wait = try #require(Estimate.make(from: metrics.map { $0.hall[.waitMinutes] ?? .nan }))
    #expect(report.rows[0].share == wait.relativeHalfWidth)
    #expect(!report.rows[0].isReached)
    // The half-width shrinks by the root of the number of replications.
    let ratio = try #require(wait.relativeHalfWidth) / 0.02
    #expect(report.rows[0].needed == Int((10 * ratio * ratio).rounded(.up)))
    #expect(report.rows[1].isReached)
    // Nobody is ever refused: no spread, no doubt. Nothing is ever judged: no interval.
    #expect(report.rows[2].isReached)
    #expect(report.rows[2].share == nil)
    #expect(!report.rows[3].isReached)
    #expect(report.rows[3].needed == nil)
    #expect(!report.isReached)
  }

  // MARK: Warm-up

  @Test func theWarmUpOfABusyQueueIsFoundAndIsTheSameForAnyThreads() async throws {
    // From empty, 200 servers of 200 min each take some hours to fill.
    let study = try Self.compile(
      Self.queue(rate: "0.8 per min", servers: 200, time: "exponential(mean 200) min"))
    var found: [WarmUpSearch] = []
    for threads in [1, 2] {
      let settings = StudySettings(seed: 3, replications: 1, threads: threads)
      found.append(try #require(await WarmUpSearch(study, earlier: nil, settings: settings)))
    }
    #expect(found[0] == found[1])
    #expect(found[0].isConclusive)
    #expect(found[0].series.count == WarmUpSearch.stretches)
    guard case .time(let length) = found[0].unit else {
      Issue.record("a calendar without nights has no working days")
      return
    }
    #expect(length == 5 * HallEngine.day / 1000)
    // The excess falls by e every 200 min: after two relaxation times some 14% of 160 are missing,
    // after eight a twentieth of one case.
    let minutes = Double(found[0].truncation) * Double(length) / 60e6
    #expect((300...1600).contains(minutes))
    // M/G/∞ without a queue: 0.8 · 200 = 160 inside.
    let mean = found[0].series.suffix(700).reduce(0, +) / 700
    #expect((mean - 160).magnitude < 4)
  }

  @Test func aQueueThatGrowsForEverHasNone() async throws {
    let study = try Self.compile(Self.queue(rate: "1.4 per min", servers: 1))
    let settings = StudySettings(seed: 3, replications: 1, threads: 2)
    let found = try #require(await WarmUpSearch(study, earlier: nil, settings: settings))
    #expect(!found.isConclusive)
  }

  @Test func workingDaysAreHeldAgainstRunsThatBeganEarlier() async throws {
    let valid = try TestPack.valid(TestPack.folder("working-days"))
    let calendar = valid.pack.hall.calendar
    var period = StudyPeriod(
      from: valid.pack.hall.study.from, end: .workingDays(50), warmUpDays: 0)
    let study = try PlanCompiler.compile(valid, configuration: "base", period: period)
    let before = try #require(WarmUpSearch.earlier(than: period, of: study, in: calendar))
    #expect(before.end == .workingDays(100))
    #expect(before.from < period.from)
    let between = (0..<200).map { before.from.adding(days: $0) }.prefix { $0 < period.from }
    #expect(between.count { calendar.isWorkingDay($0) } == 50)
    let earlier = try PlanCompiler.compile(valid, configuration: "base", period: before)
    let settings = StudySettings(seed: 3, replications: 1, threads: 2)
    let found = try #require(
      await WarmUpSearch(study, earlier: earlier, settings: settings))
    #expect(found.unit == .workingDay)
    #expect(found.series.count == 50)
    // Too short to say anything.
    period.end = .workingDays(49)
    let short = try PlanCompiler.compile(valid, configuration: "base", period: period)
    let shortEarlier = try #require(WarmUpSearch.earlier(than: period, of: short, in: calendar))
    #expect(
      await WarmUpSearch(
        short,
        earlier: try PlanCompiler.compile(valid, configuration: "base", period: shortEarlier),
        settings: settings) == nil)
  }

  // MARK: Batches

  @Test func batchesOfOneRunAddUpToIt() async throws {
    let pack = try Self.queue(rate: "0.5 per min", servers: 1)
    let study = try Self.compile(pack)
    let settings = StudySettings(seed: 1, replications: 1, threads: 1)
    let run = try #require(await BatchRun.make(study, settings: settings, batches: 10))
    #expect(run.metrics.count == 10)
    let whole = Study(study, settings: settings).replicate(0)
    func sum(_ name: MetricName) -> Double {
      run.metrics.reduce(0) { $0 + ($1.hall[name] ?? .nan) }
    }
    // A case that arrives in the first microsecond would be left out; there is none.
    #expect(sum(.arrivals) == whole.hall[.arrivals])
    #expect(sum(.finished) == whole.hall[.finished])
    #expect(run.metrics.allSatisfy { $0.invariantsHold && $0.fingerprint == whole.fingerprint })
    let mean = (sum(.meanInside) / 10 - (whole.hall[.meanInside] ?? .nan)).magnitude
    #expect(mean < 1e-9)

    let valid = try #require(pack.read().valid)
    let report = try BatchReport(run, study: study, headlines: [.wait])
    let result = StudyResult(
      study: study, pack: valid.pack,
      period: StudyPeriod(from: valid.pack.hall.study.from, end: .workingDays(5), warmUpDays: 0),
      settings: settings, changes: [], metrics: run.metrics, batches: report)
    #expect(result.replications == 1)
    let wait = try #require(result.hall(.waitMinutes))
    #expect(wait.kind == .batchMeans)
    #expect(wait.n == 10)
    #expect((wait.low != nil) == report.rows[0].isAccepted)
  }

  @Test func batchesOfASlowQueueAreRefused() async throws {
    // Ten batches of 12 h each, while a queue at load 0.98 takes days to change.
    let study = try Self.compile(Self.queue(rate: "0.98 per min", servers: 1))
    let settings = StudySettings(seed: 4, replications: 1, threads: 1)
    let run = try #require(await BatchRun.make(study, settings: settings, batches: 20))
    let report = try BatchReport(run, study: study, headlines: [.wait])
    #expect(!report.rows[0].isAccepted)
    #expect(try #require(report.rows[0].test).lagOneCorrelation > 0.3)
  }

  @Test func runsTooShortForTheirBatchesAreExplained() async throws {
    let valid = try TestPack.valid(TestPack.folder("working-days"))
    let study = try TestPack.compile(valid, days: 12, warmUpDays: 0)
    let settings = StudySettings(seed: 1, replications: 1, threads: 1)
    await #expect {
      try await BatchRun.make(study, settings: settings, batches: 20)
    } throws: {
      ($0 as? CompileError)?.description
        == "20 batches need 20 working days after the warm-up, and the run has 12"
    }
    let run = try #require(try await BatchRun.make(study, settings: settings, batches: 8))
    #expect(run.length == .workingDays(1))
  }

  /// The last instant of such a run cannot be looked at, whatever the remainder of its length.
  @Test(arguments: 8...12)
  func aRunOverANumberOfCasesIsCutToo(_ count: Int) async throws {
    let study = try Self.compile(
      Self.queue(rate: "0.5 per min", servers: 1),
      StudyPeriod(
        from: try #require(CivilDate(text: "2021-03-01")), end: .cases(40), warmUpDays: 0))
    let settings = StudySettings(seed: 2, replications: 1, threads: 1)
    let run = try #require(try await BatchRun.make(study, settings: settings, batches: count))
    #expect(run.metrics.count == count)
    let arrived = run.metrics.reduce(0) { $0 + ($1.hall[.arrivals] ?? .nan) }
    #expect(arrived == 40)
  }
}
