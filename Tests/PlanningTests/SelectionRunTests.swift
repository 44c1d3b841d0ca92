// SPDX-License-Identifier: Apache-2.0

import Planning
import ScenarioFiles
import Statistics
import Testing
import TransferModel

/// Selection and sensitivity with simulated queues whose order theory knows.
struct SelectionRunTests {
  /// M/M/c at 0.75 arrivals a minute and services of 4 min, with 4 to 6 servers, for 500 cases each.
  private func staffings() throws -> [CompiledStudy] {
    try (4...6).map { servers in
      let valid = try TestPack.valid(
        TestPack.folder("mmc"), changes: ["pools.desk.servers=\(servers)"])
      return try PlanCompiler.compile(
        valid, configuration: "base",
        period: StudyPeriod(from: valid.pack.hall.study.from, end: .cases(500), warmUpDays: 0))
    }
  }

  private func run(
    _ headline: Headline, _ method: SelectionRun.Method, threads: Int = 2, seed: UInt64 = 1
  ) async throws -> SelectionResult {
    try #require(
      await SelectionRun(
        staffings(), headline: headline,
        settings: StudySettings(seed: seed, replications: 1, threads: threads)
      ).run(method))
  }

  @Test func theoryAndSelectionAgreeOnTheBestStaffing() async throws {
    // Erlang C: 2.04, 0.47 and 0.13 min.
    let waits = try (4...6).map {
      try MultiServerQueue(arrivalRate: 0.75, serviceRate: 0.25, servers: $0).meanWait
    }
    #expect(waits[1] - waits[2] > 0.3)
    let settings = SequentialSelection.Settings(count: 3, indifference: 0.3)
    let result = try await run(.wait, .sequential(settings, maximum: 2000))
    #expect(result.selected == 2)
    #expect(result.ranking == [2, 1, 0])
    for (index, wait) in waits.enumerated() {
      let estimate = try #require(result.estimate(index))
      #expect((estimate.mean - wait).magnitude < 0.5 * wait + 0.01)
    }
    // The largest load is that of the fewest servers.
    let busiest = try await run(
      Headline(text: "pools.desk.utilisation"),
      .sequential(.init(count: 3, indifference: 0.05, goal: .maximum), maximum: 2000))
    #expect(busiest.selected == 0)
  }

  @Test func threadsDoNotChangeASelection() async throws {
    let method = SelectionRun.Method.sequential(
      .init(count: 3, indifference: 0.4), maximum: 2000)
    let one = try await run(.wait, method, threads: 1)
    let two = try await run(.wait, method, threads: 2)
    #expect(one.values == two.values)
    #expect(one.eliminatedAfter == two.eliminatedAfter)
  }

  @Test func whatIsNotDecidedAtTheMaximumIsLeft() async throws {
    let result = try await run(
      .wait, .sequential(.init(count: 3, indifference: 0.0001), maximum: 12))
    #expect(result.selected == nil)
    #expect(result.survivors.count > 1)
    #expect(result.values.map(\.count).max() == 12)
    #expect(try #require(result.bound) > 12)
  }

  @Test func aBudgetIsSpentToTheLastReplication() async throws {
    let result = try await run(.wait, .budget(first: 5, total: 101, goal: .minimum))
    #expect(result.totalReplications == 101)
    #expect(result.selected == 2)
    #expect(result.values.allSatisfy { $0.count >= 5 })
    #expect(try #require(result.confidence) > 0.5)
    await #expect(throws: CompileError.self) {
      try await run(.wait, .budget(first: 40, total: 100, goal: .minimum))
    }
  }

  @Test func aNumberThatIsNotObservedIsExplained() async throws {
    await #expect {
      try await run(
        Headline(text: "onTimeRate"),
        .sequential(.init(count: 3, indifference: 0.1), maximum: 20))
    } throws: {
      ($0 as? CompileError)?.description.contains("observed no onTimeRate") ?? false
    }
  }

  // MARK: Sensitivity

  /// The mean of a scaled law, as the engine samples it, is scaled.
  @Test(arguments: [
    "24 min", "uniform(3, 9) min", "triangular(15, 24, 50) min", "exponential(mean 10) min",
    "erlang(shape 3, mean 12) min", "gamma(mean 10, cv 0.5) min", "normal(mean 10, sd 2) min",
    "lognormal(median 10, p95 30) min", "lognormal(mean 10, cv 2, max 50) min",
    "weibull(shape 2, scale 9) min", "pert(5, 9, 30) min", "poisson(mean 3) min",
    "empirical(60 %: 4, 40 %: 20) min", "mixture(50 %: 4 min, 50 %: exponential(mean 2) h)",
    "normal(mean 10, sd 8, min 2) min",
  ])
  func scalingALawScalesItsMean(_ text: String) throws {
    let scaled = try #require(ScaledQuantity.candidates(text, times: 1.3).first)
    let period = StudyPeriod(
      from: try #require(CivilDate(text: "2021-03-01")), end: .workingDays(1), warmUpDays: 0)
    func load(_ law: String) throws -> Double {
      let valid = try TestPack.valid(
        TestPack.folder("mmc"),
        changes: ["customer.flow.serve.time=\(law)", "pools.desk.servers=99"])
      return try PlanCompiler.compile(valid, configuration: "base", period: period).loads[0].erlangs
    }
    #expect(try (load(scaled.text) / load(text) - 1.3).magnitude < 2e-3)
  }

  @Test func theLargestSwingComesFirstWithItsElasticity() async throws {
    let study = try staffings()[0]
    func level(_ ratio: Double) -> SensitivityParameter.Level {
      .init(text: "\(ratio)", ratio: ratio, changes: [], study: study)
    }
    func parameter(_ path: String, _ low: Double, _ high: Double) -> SensitivityParameter {
      SensitivityParameter(
        path: path, text: "1", ground: .assumed, low: level(low), high: level(high))
    }
    let base = [10.0, 12, 11, 13]
    let result = try #require(
      SensitivityResult(
        headline: .wait, base: base,
        parameters: [
          (parameter("small", 0.9, 1.1), base, base.map { $0 + 0.5 }),
          (parameter("large", 0.9, 1.1), base.map { $0 + 2 }, base.map { $0 - 2.6 }),
          (parameter("one-sided", 1, 1.1), nil, base.map { $0 * 1.1 }),
        ]))
    #expect(result.rows.map(\.parameter.path) == ["large", "one-sided", "small"])
    #expect(result.base.mean == 11.5)
    #expect((result.rows[0].swing.difference.mean + 4.6).magnitude < 1e-12)
    #expect((try #require(result.rows[0].elasticity).mean + 2).magnitude < 1e-12)
    #expect((try #require(result.rows[1].elasticity).mean - 1).magnitude < 1e-12)
    #expect(result.rows[1].low == nil)
    let small = try #require(result.rows[2].low)
    #expect(small.difference.mean == 0)
    #expect(SensitivityResult(headline: .wait, base: [.nan], parameters: []) == nil)
  }
}
