// SPDX-License-Identifier: Apache-2.0

import HallEngine
import Planning
import ScenarioFiles
import TestSupport
import Testing
import TransferModel

/// Whole numbers drawn once per case, and the times that grow with them.
struct CountTests {
  /// Forty desks and one arrival an hour: nobody waits.
  private static func study(attributes: String, task: String, days: Int = 400) throws
    -> CompiledStudy
  {
    let pack = try SmallPack(
      flow: "serve: {task: window, pool: DESK, \(task), next: out}\nout: {end: done}",
      extra: "attributes:\n  \(attributes)\n", hall: "")
    let outcome = pack.read(["pools.DESK.servers=40"])
    #expect(outcome.findings == [])
    return try TestPack.compile(
      #require(outcome.valid), configuration: "B0", days: days, warmUpDays: 0)
  }

  @Test(arguments: [
    ("2", 0, 2.0, 0.0),
    ("poisson(mean 2.2)", 1, 3.2, 2.2),
    // Mean m and variance m (m - 1).
    ("geometric(mean 6)", 0, 6, 30),
    ("geometric(mean 1)", 0, 1, 0),
    ("uniform(1, 4)", 0, 2.5, 1.25),
    ("empirical(70 %: 1, 30 %: 3)", 2, 3.6, 0.84),
    // 1, 2 with 1/2 each after the clamp.
    ("uniform(1, 4, max 2)", 0, 1.75, 0.1875),
  ])
  func tableHasTheMomentsOfTheLaw(text: String, plus: Int, mean: Double, variance: Double) throws {
    let table = CountTable.probabilities(of: try CountLawParser.parse(text, plus: plus))
    #expect(abs(table.reduce(0, +) - 1) < 1e-12)
    let first = table.enumerated().reduce(0.0) { $0 + Double($1.offset) * $1.element }
    let second = table.enumerated().reduce(0.0) {
      $0 + (Double($1.offset) - first) * (Double($1.offset) - first) * $1.element
    }
    #expect(abs(first - mean) < 1e-9)
    #expect(abs(second - variance) < 1e-9)
  }

  @Test func lognormalIsRoundedAndClamped() throws {
    let table = CountTable.probabilities(
      of: try CountLawParser.parse("lognormal(median 18, sigma 0.7, min 5, max 200)"))
    #expect(table.count == 201)
    #expect(table[..<5].allSatisfy { $0 == 0 })
    // P(ln X < ln 5.5) with z = (ln 5.5 - ln 18) / 0.7 = -1.693746; 0.045157 from tables.
    #expect(abs(table[5] - 0.045157) < 2e-6)
    // Half of the probability lies at or below the median; 18 is split by it.
    #expect(table[...17].reduce(0, +) < 0.5)
    #expect(table[...18].reduce(0, +) > 0.5)
  }

  @Test(arguments: [
    ("heirs: {count: 3}", "time: 60 min, per: {attribute: heirs, add: 15 min}", 105.0),
    ("units: {count: 6}", "time: 10 min, per: {attribute: units, scale: 0.35}", 27.5),
    ("n: {count: 20}", "time: 0.8 min, per: {attribute: n, spread: 5 min}", 1.05),
    ("n: {count: 0}", "time: 10 min, per: {attribute: n, add: 5 min, spread: 5 min}", 10),
    ("n: {count: 0}", "time: 10 min, per: {attribute: n, scale: 0.5}", 0),
    (
      "n: {count: 4}",
      "time: 10 min, factor: 2, per: {attribute: n, scale: 0.5, add: 1 min, spread: 8 min}", 56
    ),
  ])
  func timeGrowsWithTheCount(attribute: String, task: String, minutes: Double) throws {
    let run = TraceRun(try Self.study(attributes: attribute, task: task, days: 2), seed: 1)
    #expect(!run.visits.isEmpty)
    let times = Set(run.visits.map { $0.ended - $0.started })
    #expect(times == [Int64((minutes * 60e6).rounded())])
  }

  /// 60 + 15 (1 + N) with N ~ Poisson(2.2): mean 108, variance 225 · 2.2 = 495.
  @Test func interviewHasMeanAndVarianceOfItsLaw() throws {
    let study = try Self.study(
      attributes: "heirs: {count: poisson(mean 2.2), plus: 1}",
      task: "time: 60 min, per: {attribute: heirs, add: 15 min}")
    let run = TraceRun(study, seed: 7)
    let minutes = run.visits.map { Double($0.ended - $0.started) / 60e6 }
    #expect(minutes.count > 9000)
    let n = Double(minutes.count)
    let mean = minutes.reduce(0, +) / n
    let variance = minutes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    // Four standard errors; the fourth central moment of a Poisson is m + 3 m².
    #expect(abs(mean - 108) < 4 * (495 / n).squareRoot())
    let fourth = 50625 * (2.2 + 3 * 4.84)
    #expect(abs(variance - 495) < 4 * ((fourth - 495 * 495) / n).squareRoot())
  }

  @Test func sameCountServesEveryTaskOfACase() throws {
    let pack = try SmallPack(
      flow: """
        first: {task: window, pool: DESK, time: 0 min, per: {attribute: n, add: 1 min}, next: second}
        second: {task: window, pool: DESK, time: 0 min, per: {attribute: n, add: 2 min}, next: out}
        out: {end: done}
        """, extra: "attributes:\n  n: {count: \"uniform(1, 200)\"}\n")
    let valid = try #require(pack.read(["pools.DESK.servers=40"]).valid)
    let run = TraceRun(
      try TestPack.compile(valid, configuration: "B0", days: 20, warmUpDays: 0), seed: 3)
    var first: [Int: Int64] = [:]
    for visit in run.visits where visit.node == "first" {
      first[visit.number] = visit.ended - visit.started
    }
    let second = run.visits.filter { $0.node == "second" }
    #expect(second.count > 400)
    #expect(second.allSatisfy { $0.ended - $0.started == 2 * (first[$0.number] ?? 0) })
    #expect(Set(first.values).count > 100)
  }

  /// One case an hour: erlangs are mean hours.
  @Test func offeredLoadTakesTheExactMean() throws {
    let interview = try Self.study(
      attributes: "heirs: {count: poisson(mean 2.2), plus: 1}",
      task: "time: \"uniform(60, 90) min\", per: {attribute: heirs, scale: 0.2}", days: 2)
    // 75 (1 + 0.2 · 2.2) = 60 + 15 · 3.2 = 108 minutes, 20 % up and down.
    #expect(abs(interview.loads[0].erlangs - 1.8) < 1e-9)
    let units = try Self.study(
      attributes: "units: {count: geometric(mean 6)}",
      task: "time: 20 min, per: {attribute: units, scale: 0.35}", days: 2)
    #expect(abs(units.loads[0].erlangs - 55.0 / 60) < 1e-9)
  }
}
