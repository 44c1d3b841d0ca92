// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import HallEngine

/// Distributions of discrete samplers, and of continuous ones with clamps.
///
/// Seeds are fixed; with a right sampler each check fails with a probability below 1e-6.
struct DiscreteSamplerTests {
  /// Pearson's statistic of counts with their expectations, and its degrees of freedom.
  private static func chiSquare(
    _ draws: [Double], _ classes: [(values: ClosedRange<Double>, probability: Double)]
  ) -> (statistic: Double, freedom: Int) {
    var statistic = 0.0
    for item in classes {
      let expected = item.probability * Double(draws.count)
      let gap = Double(draws.count { item.values.contains($0) }) - expected
      statistic += gap * gap / expected
    }
    return (statistic, classes.count - 1)
  }

  /// A bound that a chi-square variable exceeds with a probability below 1e-6 (Laurent and Massart,
  /// Annals of Statistics 28 (2000) 1302, lemma 1).
  private static func bound(_ freedom: Int) -> Double {
    let x = 13.82
    return Double(freedom) + 2 * (Double(freedom) * x).squareRoot() + 2 * x
  }

  private static func poisson(_ mean: Double, _ count: Int) -> Double {
    exp(-mean + Double(count) * Foundation.log(mean) - lgamma(Double(count + 1)))
  }

  @Test func constantIsAlwaysTheSame() {
    #expect(Set(SamplerTests.draws(.constant(4), 1000)) == [4])
    #expect(Set(SamplerTests.draws(Sampler(.constant(4), low: 5), 1000)) == [5])
  }

  /// Every count by itself, the tails together.
  @Test(arguments: [(3.0, 0, 10), (40, 25, 56), (900.5, 830, 970)])
  func countsFollowPoisson(mean: Double, low: Int, high: Int) {
    let draws = SamplerTests.draws(Sampler(.poisson(mean: mean, scale: 2)), 20_000)
    #expect(draws.allSatisfy { $0 >= 0 && $0.truncatingRemainder(dividingBy: 2) == 0 })
    // Classes of some counts each, so that every one is expected often enough.
    let width = max(1, (high - low) / 30)
    var classes: [(values: ClosedRange<Double>, probability: Double)] = []
    var first = low
    while first <= high {
      let range = first...min(high, first + width - 1)
      classes.append(
        (
          Double(2 * range.lowerBound)...Double(2 * range.upperBound),
          range.reduce(0) { $0 + Self.poisson(mean, $1) }
        ))
      first += width
    }
    let inside = classes.reduce(0) { $0 + $1.probability }
    let below = (0..<low).reduce(0) { $0 + Self.poisson(mean, $1) }
    if below > 0 { classes.append((0...Double(2 * low - 1), below)) }
    classes.append((Double(2 * high + 1)...1e9, 1 - inside - below))
    let (statistic, freedom) = Self.chiSquare(draws, classes)
    #expect(statistic < Self.bound(freedom))
  }

  @Test func empiricalValuesHaveTheirShares() {
    let draws = SamplerTests.draws(
      Sampler(.discrete(values: [1, 5, 2, 9], weights: [1, 0, 3, 6])), 20_000)
    #expect(!draws.contains(5))
    let (statistic, freedom) = Self.chiSquare(draws, [(1...1, 0.1), (2...2, 0.3), (9...9, 0.6)])
    #expect(statistic < Self.bound(freedom))
  }

  @Test func mixturesOfValuesHaveTheirShares() {
    let draws = SamplerTests.draws(
      Sampler(
        .mixture([
          .init(weight: 7, sampler: .constant(0)),
          .init(weight: 2, sampler: Sampler(.discrete(values: [1, 2], weights: [1, 1]))),
          .init(weight: 1, sampler: Sampler(.poisson(mean: 0, scale: 3), low: 4)),
        ])), 20_000)
    let (statistic, freedom) = Self.chiSquare(
      draws, [(0...0, 0.7), (1...1, 0.1), (2...2, 0.1), (4...4, 0.1)])
    #expect(statistic < Self.bound(freedom))
  }

  /// A continuous sampler with clamps and its distribution without.
  struct Clamped: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var sampler: Sampler
    var cumulative: @Sendable (Double) -> Double
  }

  /// Normal times of a pack are those of the first: what is below 0 counts as 0.
  static let clamped: [Clamped] = [
    Clamped(
      testDescription: "normal", sampler: Sampler(.normal(mean: 4, sd: 3), low: 0)
    ) { erfc(-($0 - 4) / 3 / 2.0.squareRoot()) / 2 },
    Clamped(
      testDescription: "uniform", sampler: Sampler(.uniform(low: 2, high: 6), low: 3, high: 5.5)
    ) { ($0 - 2) / 4 },
    Clamped(
      testDescription: "exponential", sampler: Sampler(.exponential(mean: 3), low: 1, high: 6)
    ) { 1 - exp(-$0 / 3) },
    Clamped(
      testDescription: "lognormal",
      sampler: Sampler(.lognormal(mu: 1, sigma: 0.5), low: 1.5, high: 6)
    ) { erfc(-(Foundation.log($0) - 1) / 0.5 / 2.0.squareRoot()) / 2 },
    Clamped(
      testDescription: "Weibull", sampler: Sampler(.weibull(shape: 1.5, scale: 4), high: 7)
    ) { 1 - exp(-pow($0 / 4, 1.5)) },
    Clamped(
      testDescription: "gamma", sampler: Sampler(.gamma(shape: 2, scale: 1), low: 0.5, high: 4)
    ) { 1 - exp(-$0) * (1 + $0) },
    Clamped(
      testDescription: "Erlang", sampler: Sampler(.erlang(phases: 2, mean: 4), low: 1)
    ) { 1 - exp(-$0 / 2) * (1 + $0 / 2) },
    Clamped(
      testDescription: "triangular",
      sampler: Sampler(.triangular(low: 1, mode: 2, high: 5), low: 1.5, high: 4)
    ) { x in
      x < 2 ? (x - 1) * (x - 1) / 4 : 1 - (5 - x) * (5 - x) / 12
    },
    Clamped(
      testDescription: "beta",
      sampler: Sampler(.beta(alpha: 2, beta: 2, low: 0, high: 1), low: 0.2, high: 0.9)
    ) { $0 * $0 * (3 - 2 * $0) },
    Clamped(
      testDescription: "histogram",
      sampler: Sampler(.histogram(edges: [0, 1, 3], weights: [1, 1]), low: 0.5, high: 2)
    ) { $0 < 1 ? $0 / 2 : 0.5 + ($0 - 1) / 4 },
    Clamped(
      testDescription: "mixture",
      sampler: Sampler(
        .mixture([
          .init(weight: 1, sampler: Sampler(.exponential(mean: 1))),
          .init(weight: 1, sampler: Sampler(.uniform(low: 0, high: 8))),
        ]), low: 0.5, high: 5)
    ) { (1 - exp(-$0)) / 2 + min(1, $0 / 8) / 2 },
  ]

  /// The test of Kolmogorov and Smirnov, whose bound is a safe one where values have atoms: at each
  /// value and just below it the empirical distribution is within 2.69 / √n with probability 1 - 1e-6.
  @Test(arguments: clamped)
  func clampsCutTheDistribution(_ example: Clamped) {
    let n = 20_000
    let (low, high) = (example.sampler.low, example.sampler.high)
    let sorted = SamplerTests.draws(example.sampler, n).sorted()
    #expect(sorted.allSatisfy { low <= $0 && $0 <= high })
    var largest = 0.0
    var index = 0
    while index < n {
      let value = sorted[index]
      var next = index
      while next < n, sorted[next] == value { next += 1 }
      let below = value <= low ? 0 : example.cumulative(value)
      let upTo = value >= high ? 1 : example.cumulative(value)
      largest = max(
        largest, abs(below - Double(index) / Double(n)), abs(upTo - Double(next) / Double(n)))
      index = next
    }
    #expect(largest * Double(n).squareRoot() < 2.69)
  }
}
