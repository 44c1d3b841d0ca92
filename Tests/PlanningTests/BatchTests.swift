// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Cases that arrive together, are accepted as one and go on one by one.
struct BatchTests {
  private static func study(
    _ attribute: String, flow: String, stream: String, servers: Int = 1, more: String = "",
    days: Int = 1, warmUpDays: Int = 0
  ) throws -> CompiledStudy {
    let nodes = flow.split(separator: "\n").map { "  \($0)\n" }.joined()
    let pack = try SmallPack([
      "S01.yaml": """
      scenario: S01
      share: 50 %
      attributes:
        batch: \(attribute)
        side: {left: 50 %, right: rest}
      flow:
      \(nodes)source: assumed:test

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
      calendar: always
      pools:
        DESK: {servers: \(servers)}
        BACK: {kind: back-office, servers: \(servers)}
      streams: {all: \(stream)}
      configurations: {base: {flows: only}}
      source: assumed:test
      \(more)
      """,
    ])
    let outcome = pack.read()
    #expect(outcome.findings == [])
    return try TestPack.compile(#require(outcome.valid), days: days, warmUpDays: warmUpDays)
  }

  private static let acceptance = """
    accept: {task: window, pool: DESK, time: 30 min, per: {attribute: batch, add: 4 min}, next: units}
    units: {each: batch, clock: start, next: review}
    review: {task: back-office, pool: BACK, time: 10 min, next: out}
    out: {end: done, clock: end}
    """

  /// 30 + 4 · 3 = 42 minutes for all three, then one review of 10 minutes after the other.
  @Test func isAcceptedAsOneAndReviewedOneByOne() throws {
    let run = TraceRun(
      try Self.study(
        "{together: 100 %, count: 3}", flow: Self.acceptance,
        stream: "{at: [0 min, 100 min], mix: {S01: 1}}"), seed: 1)
    #expect(
      run.visits.map { "\($0.node) \($0.number) \($0.started / 60_000_000)" } == [
        "accept 0 0", "review 0 42", "review 1 52", "review 2 62", "accept 3 100", "review 3 142",
        "review 4 152", "review 5 162",
      ])
    #expect(run.result.created == 6)
    #expect(run.result.insideMaximum == 3)
    #expect(run.result.invariants.hold)
    // A third of the acceptance and a review of one's own; a third of the stay in the hall.
    #expect(abs((run.scenario("S01", .touchMinutes) ?? 0) - (14 + 10)) < 1e-9)
    #expect(run.scenario("S01", .hallMinutes) == 14)
    #expect(run.scenario("S01", .trips) == 1)
    #expect(run.scenario("S01", .cycleMinutes) == (52 + 62 + 72) / 3.0)
    #expect(run.scenario("S01", .finished) == 6)
    // Accepted together after 42 minutes; a continuous working day has 1440.
    #expect(abs((run.scenario("S01", .legal) ?? 0) - 20.0 / 1440) < 1e-12)
  }

  @Test func sharesExactlyWhatDoesNotDivideEvenly() throws {
    let study = try Self.study(
      "{together: 100 %, count: 7}",
      flow: """
        accept: {task: window, pool: DESK, time: 1 s, next: units}
        units: {each: batch, next: out}
        out: {end: done}
        """, stream: "{at: [0 min, 2 min], mix: {S01: 1}}")
    let result = Replication(seed: 1, horizon: study.horizon).run(study.plan)
    let touch = try #require(result.scenarios.first?.touch)
    #expect(touch.count == 14)
    #expect(touch.sum == 2_000_000)
    #expect(touch.maximum == 142_858)
  }

  @Test func wholeBatchEndsWhereItsFirstCaseDoes() throws {
    let run = TraceRun(
      try Self.study(
        "{together: 100 %, count: 5}",
        flow: """
          accept: {task: window, pool: DESK, time: 30 min, next: way}
          way: {route: batch, to: {alone: units, together: refused}}
          units: {each: batch, next: out}
          refused: {end: refused}
          out: {end: done}
          """, stream: "{at: [0 min], mix: {S01: 1}}"), seed: 1)
    #expect(run.scenario("S01", .refused) == 5)
    #expect(run.result.inside == 0)
    #expect(run.result.invariants.hold)
  }

  @Test func liveCasesAreCountedOneByOne() throws {
    let study = try Self.study(
      "{together: 100 %, count: 3}", flow: Self.acceptance,
      stream: "{at: [0 min, 1 min], mix: {S01: 1}}")
    let result = Replication(seed: 1, liveCaseLimit: 5).run(study.plan)
    #expect(result.stop == .liveCaseLimit)
    #expect(result.created == 3)
    #expect(result.invariants.hold)
  }

  private static let mixed = """
    start?: {route: batch, to: {alone: single, together: accept}}
    single: {task: window, pool: DESK, time: 20 min, next: review}
    accept: {task: window, pool: DESK, time: 30 min, per: {attribute: batch, add: 4 min}, next: units}
    units: {each: batch, next: review}
    review: {task: back-office, pool: BACK, time: exponential(mean 10 min), next: hand}
    hand: {task: window, pool: DESK, time: 0.8 min, per: {attribute: batch, spread: 5 min}, next: out}
    out: {end: done}
    """
  private static let sizes =
    "{together: 60 %, count: \"lognormal(median 18, sigma 0.7, min 5, max 200)\"}"

  /// Half of 400 cases a day are of S01, 60 % of which come in batches: a rate counts cases.
  @Test func rateAndShareCountCases() throws {
    let study = try Self.study(
      Self.sizes, flow: Self.mixed, stream: "{rate: 400 per d}", servers: 60, days: 170,
      warmUpDays: 20)
    let replication = Replication(
      seed: 3, warmUpEnd: study.warmUpEnd, horizon: study.horizon, recordsVisits: true)
    let result = replication.run(study.plan)
    #expect(result.invariants.hold)
    let table = try CountTable.probabilities(
      of: CountLawParser.parse("lognormal(median 18, sigma 0.7, min 5, max 200)"))
    func moment(_ power: Int) -> Double {
      table.enumerated().reduce(0) { sum, entry in
        sum + (0..<power).reduce(entry.element) { value, _ in value * Double(entry.offset) }
      }
    }
    let batchesPerDay = 120 / moment(1)
    let cases = result.scenarios.map { Double($0.created) }
    // A compound Poisson number has the variance rate · E[N²]; four standard errors.
    let variance = 150 * (80 + batchesPerDay * moment(2))
    #expect(abs(cases[0] - 150 * 200) < 4 * variance.squareRoot())
    #expect(abs(cases[1] - 150 * 200) < 4 * (150.0 * 200).squareRoot())
    let run = TraceRun(study, seed: 3)
    let batches = Double(run.visits.count { $0.node == "accept" })
    #expect(abs(batches - 170 * batchesPerDay) < 4 * (170 * batchesPerDay).squareRoot())
    // Every case draws its own review.
    let reviews = run.visits.filter { $0.node == "review" }
    #expect(Set(reviews.map(\.number)).count == reviews.count)
    #expect(Double(Set(reviews.map { $0.ended - $0.started }).count) > 0.99 * Double(reviews.count))
  }

  @Test func offeredLoadCountsABatchOnceAndItsCasesAfterIt() throws {
    let study = try Self.study(
      Self.sizes, flow: Self.mixed, stream: "{rate: 400 per d}", servers: 60)
    let table = try CountTable.probabilities(
      of: CountLawParser.parse("lognormal(median 18, sigma 0.7, min 5, max 200)"))
    let mean = table.enumerated().reduce(0.0) { $0 + Double($1.offset) * $1.element }
    // A case of a batch of n meets n with the probability n p(n) / E[N], so that E[1/n] = 1/E[N].
    let desk = 80 * 20 + 120 / mean * (30 + 4 * mean) + 80 * 5.8 + 120 * (0.8 + 5 / mean)
    #expect(abs(study.loads[0].erlangs - desk / 1440) < 1e-9)
    #expect(abs(study.loads[0].visitsPerDay - (80 + 120 / mean + 200)) < 1e-9)
    #expect(abs(study.loads[1].erlangs - 2000.0 / 1440) < 1e-9)
  }

  /// A stream without a rate lists arrivals; one of them may bring many cases.
  @Test func listedArrivalsBringWholeBatches() throws {
    let run = TraceRun(
      try Self.study(
        "{together: 80 %, count: 4}", flow: Self.mixed,
        stream: "{at: [0 min, 1 min, 2 min, 3 min, 4 min, 5 min, 6 min, 7 min], mix: {S01: 1}}",
        servers: 50), seed: 2)
    let starts = run.visits.filter { ["single", "accept"].contains($0.node) }
    #expect(starts.map { $0.enqueued / 60_000_000 } == [0, 1, 2, 3, 4, 5, 6, 7])
    let batches = starts.count { $0.node == "accept" }
    #expect(batches >= 1)
    #expect(run.result.created == 8 + 3 * batches)
  }

  @Test func casesOfABatchShareTheChannelAndNothingElse() throws {
    let run = TraceRun(
      try Self.study(
        "{together: 100 %, count: 40}",
        flow: """
          units: {each: batch, next: way}
          way: {route: channel, to: {post: byPost, desk: byDesk}}
          byPost: {task: back-office, pool: BACK, time: 1 min, adjust: {side: {left: x 2}}, next: out}
          byDesk: {task: back-office, pool: BACK, time: 1 min, adjust: {side: {left: x 2}}, next: out}
          out: {end: done}
          """, stream: "{every: 60 min, mix: {S01: 1}}", servers: 200,
        more: "channels: {post: {share: 50 %}, desk: {share: 50 %}}\n"), seed: 4)
    let batches = Dictionary(grouping: run.visits) { $0.number / 40 }
    #expect(batches.count > 20)
    for batch in batches.values {
      #expect(batch.count == 40)
      #expect(Set(batch.map(\.node)).count == 1)
      #expect(Set(batch.map { $0.ended - $0.started }).count == 2)
    }
    #expect(Set(run.visits.map(\.node)) == ["byPost", "byDesk"])
  }
}
