// SPDX-License-Identifier: Apache-2.0

import Statistics
import Testing

struct SteadyStateTests {
  /// A series around ten that starts high and decays over some 200 observations.
  private func decaying(seed: UInt64, count: Int) -> [Double] {
    var generator = TestGenerator(seed: seed)
    return (0..<count).map { index in
      10 + 30 * Elementary.exp(-Double(index) / 50)
        + generator.normal()
    }
  }

  @Test func decayIsCutOff() throws {
    let warmUp = try #require(WarmUp(decaying(seed: 3, count: 2000)))
    #expect(warmUp.isConclusive)
    #expect(warmUp.truncation % 5 == 0)
    // At 100 observations the excess is still four standard deviations, at 400 a hundredth.
    #expect((100...400).contains(warmUp.truncation))
  }

  @Test func statisticIsTheSmallestOfAllCuts() throws {
    let series = decaying(seed: 5, count: 300)
    let warmUp = try #require(WarmUp(series))
    var best = (value: Double.infinity, cut: 0)
    for cut in 0...50 {
      let batches = (cut..<60).map { batch in
        series[(batch * 5)..<(batch * 5 + 5)].reduce(0, +) / 5
      }
      let mean = batches.reduce(0, +) / Double(batches.count)
      let squares = batches.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let value = squares / Double(batches.count * batches.count)
      if value < best.value { best = (value, cut) }
    }
    #expect(warmUp.truncation == best.cut * 5)
    #expect(agree(warmUp.statistic, best.value, within: 1e-10))
  }

  @Test func constantSeriesNeedsNoWarmUp() throws {
    let warmUp = try #require(WarmUp([Double](repeating: 2, count: 100)))
    #expect(warmUp.truncation == 0)
    #expect(warmUp.isConclusive)
  }

  @Test func trendWithoutEndIsInconclusive() throws {
    let warmUp = try #require(WarmUp((0..<200).map { Double($0 * $0) }.reversed()))
    #expect(!warmUp.isConclusive)
  }

  @Test func levelThatChangesInTheLastHalfIsInconclusive() throws {
    var generator = TestGenerator(seed: 9)
    let series = (0..<400).map { (index: Int) -> Double in
      (index < 260 ? 5 : 10) + 0.1 * generator.normal()
    }
    let warmUp = try #require(WarmUp(series))
    #expect(!warmUp.isConclusive)
    #expect((260...300).contains(warmUp.truncation))
  }

  /// A steady series of 250 observations is said to be too short about twice in a hundred, where the
  /// last batches are even by chance: 18 of 400 are four standard deviations above 7.
  @Test func steadySeriesAreSeldomInconclusive() throws {
    var generator = TestGenerator(seed: 17)
    var inconclusive = 0
    for _ in 0..<400 {
      let warmUp = try #require(WarmUp((0..<250).map { _ in generator.normal() }))
      if !warmUp.isConclusive { inconclusive += 1 }
    }
    #expect(inconclusive <= 18)
  }

  @Test func shortOrBrokenSeriesHasNoWarmUp() {
    #expect(WarmUp([Double](repeating: 1, count: 49)) == nil)
    #expect(WarmUp([Double](repeating: .nan, count: 100)) == nil)
    #expect(WarmUp([Double](repeating: 1, count: 100), batchSize: 0) == nil)
  }

  @Test func meanSeriesStopsWithTheShortest() {
    #expect(WarmUp.meanSeries(of: [[1, 2, 3], [3, 6]]) == [2, 4])
    #expect(WarmUp.meanSeries(of: []) == [])
  }

  @Test func vonNeumannStatisticAgrees() throws {
    let test = try #require(VonNeumannTest([5, 7, 6, 8, 9, 8, 10, 11, 9, 12]))
    #expect(agree(test.statistic, 0.6588235294117647, within: 1e-13))
    #expect(agree(test.lagOneCorrelation, 0.37058823529411766, within: 1e-13))
    #expect(agree(test.pValue, 0.010235067319246479, within: 1e-11))
    #expect(VonNeumannTest([1, 2, 3]) == nil)
    #expect(try #require(VonNeumannTest([Double](repeating: 1, count: 9))).pValue == 0.5)
  }

  /// Independent batches are refused one time in ten: 2000 series, four standard deviations.
  @Test func independentBatchesAreRefusedAtTheirSignificance() {
    var generator = TestGenerator(seed: 31)
    var refused = 0
    for _ in 0..<2000 {
      let series = (0..<40).map { _ in generator.normal() }
      if BatchMeans.make(from: series).estimate == nil { refused += 1 }
    }
    #expect((146...254).contains(refused))
  }

  @Test func correlatedBatchesAreRefusedUntilTheRunIsLong() throws {
    var generator = TestGenerator(seed: 41)
    var value = 0.0
    let series = (0..<40_000).map { _ in
      value = 0.98 * value + generator.normal()
      return value
    }
    guard case .correlated(let test) = BatchMeans.make(from: Array(series.prefix(400))) else {
      Issue.record("short batches of a slow series must be refused")
      return
    }
    #expect(test.lagOneCorrelation > 0.3)
    let estimate = try #require(BatchMeans.make(from: series).estimate)
    #expect(estimate.kind == .batchMeans)
    #expect(estimate.n == 20)
    #expect(!estimate.excludesZero)
  }

  @Test func mergingBatchesUntilTheyPassIsAdvised() throws {
    var generator = TestGenerator(seed: 47)
    var value = 0.0
    let means = (0..<64).map { _ in
      value = 0.5 * value + generator.normal()
      return value
    }
    #expect(BatchMeans.make(fromMeans: means).estimate == nil)
    let factor = try #require(BatchMeans.merging(means))
    #expect([2, 4, 8].contains(factor))
    let merged = (0..<(64 / factor)).map { batch in
      means[(batch * factor)..<((batch + 1) * factor)].reduce(0, +) / Double(factor)
    }
    #expect(BatchMeans.make(fromMeans: merged).estimate != nil)
    // A trend is no less a trend in longer batches, and eight are the fewest.
    #expect(BatchMeans.merging((0..<64).map { Double($0) }) == nil)
    #expect(BatchMeans.merging(Array(means.prefix(15))) == nil)
  }

  @Test func tooLittleForBatchesIsSaidSo() {
    #expect(BatchMeans.make(from: [1, 2, 3]) == .insufficient)
    #expect(BatchMeans.make(from: [Double](repeating: 1, count: 50), batches: 4) == .insufficient)
    #expect(BatchMeans.make(from: [Double](repeating: .nan, count: 50)) == .insufficient)
  }

  @Test func observationsThatFillNoBatchAreDroppedFromTheFront() throws {
    let series = [1000.0] + [Double](repeating: 2, count: 40)
    #expect(try #require(BatchMeans.make(from: series).estimate).mean == 2)
  }
}
