// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import HallEngine

/// Moments and distributions of every sampler.
///
/// Seeds are fixed. A moment test fails by chance with probability 6e-7 (5 standard errors), a
/// Kolmogorov-Smirnov test with probability 1e-6 (D √n > 2.69).
struct SamplerTests {
  /// A sampler with its name and its distribution function.
  struct Example: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var sampler: Sampler
    var cumulative: @Sendable (Double) -> Double
  }

  static func draws(_ sampler: Sampler, _ count: Int) -> [Double] {
    var lowering = SamplerLowering()
    let row = lowering.add(sampler)
    // The second table of most samplers is empty; one value makes its address known.
    let extended = lowering.values + [0]
    return lowering.samplers.withUnsafeBufferPointer { rows -> [Double] in
      extended.withUnsafeBufferPointer { values -> [Double] in
        guard let rows = rows.baseAddress, let values = values.baseAddress else { return [] }
        let table = SamplerTable(samplers: rows, values: values)
        let key = StreamKey.key(seed: 7, designPoint: 0, replication: 0, stream: 99)
        return (0..<UInt32(count)).map {
          table.draw(
            row,
            at: DrawPoint(key: key, caseNumber: $0, streamWord: 1, attempt: 0, purpose: .service))
        }
      }
    }
  }

  private static func normal(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

  /// The regularised incomplete gamma function by its series.
  private static func gamma(_ shape: Double, _ x: Double) -> Double {
    if x <= 0 { return 0 }
    var term = 1 / shape
    var sum = term
    var k = 1.0
    while term > sum * 1e-17 {
      term *= x / (shape + k)
      sum += term
      k += 1
    }
    return sum * exp(-x + shape * Foundation.log(x) - lgamma(shape))
  }

  /// The distribution function of a beta with whole parameters, as a binomial tail.
  private static func beta(_ a: Int, _ b: Int, _ x: Double) -> Double {
    let x = min(max(x, 0), 1)
    let n = a + b - 1
    var sum = 0.0
    for j in a...n {
      let logTerm = lgamma(Double(n + 1)) - lgamma(Double(j + 1)) - lgamma(Double(n - j + 1))
      sum += exp(logTerm) * pow(x, Double(j)) * pow(1 - x, Double(n - j))
    }
    return sum
  }

  static let continuous: [Example] = [
    Example(testDescription: "uniform", sampler: Sampler(.uniform(low: 2, high: 6))) {
      ($0 - 2) / 4
    },
    Example(
      testDescription: "triangular", sampler: Sampler(.triangular(low: 1, mode: 2, high: 5))
    ) { x in
      x < 2 ? (x - 1) * (x - 1) / 4 : 1 - (5 - x) * (5 - x) / 12
    },
    Example(testDescription: "exponential", sampler: Sampler(.exponential(mean: 3))) {
      1 - exp(-$0 / 3)
    },
    Example(testDescription: "Erlang-3", sampler: Sampler(.erlang(phases: 3, mean: 6))) {
      gamma(3, $0 / 2)
    },
    Example(testDescription: "Erlang-20", sampler: Sampler(.erlang(phases: 20, mean: 20))) {
      gamma(20, $0)
    },
    Example(testDescription: "gamma 2.5", sampler: Sampler(.gamma(shape: 2.5, scale: 2))) {
      gamma(2.5, $0 / 2)
    },
    Example(testDescription: "gamma 0.4", sampler: Sampler(.gamma(shape: 0.4, scale: 1))) {
      gamma(0.4, $0)
    },
    Example(testDescription: "normal", sampler: Sampler(.normal(mean: -5, sd: 8))) {
      normal(($0 + 5) / 8)
    },
    Example(testDescription: "lognormal", sampler: .lognormal(mean: 15, sd: 8)) { x in
      let variance = Foundation.log(1 + 64.0 / 225)
      return normal((Foundation.log(x / 15) + variance / 2) / variance.squareRoot())
    },
    Example(
      testDescription: "lognormal by median and P95", sampler: .lognormal(median: 2, p95: 8)
    ) { normal(Foundation.log($0 / 2) / (Foundation.log(4) / 1.6448536269514722)) },
    Example(testDescription: "Weibull", sampler: Sampler(.weibull(shape: 1.5, scale: 4))) {
      1 - exp(-pow($0 / 4, 1.5))
    },
    Example(
      testDescription: "beta", sampler: Sampler(.beta(alpha: 2, beta: 5, low: 1, high: 3))
    ) { beta(2, 5, ($0 - 1) / 2) },
    Example(testDescription: "PERT", sampler: .pert(low: 0, mode: 0.5, high: 1)) {
      beta(3, 3, $0)
    },
    Example(
      testDescription: "histogram",
      sampler: Sampler(.histogram(edges: [0, 1, 3, 3.5], weights: [2, 1, 1]))
    ) { x in x < 1 ? x / 2 : x < 3 ? 0.5 + (x - 1) / 8 : 0.75 + (x - 3) / 2 },
    Example(
      testDescription: "mixture",
      sampler: Sampler(
        .mixture([
          .init(weight: 3, sampler: Sampler(.exponential(mean: 1))),
          .init(weight: 1, sampler: Sampler(.uniform(low: 5, high: 10))),
        ]))
    ) { x in 0.75 * (1 - exp(-x)) + 0.25 * min(max((x - 5) / 5, 0), 1) },
  ]

  @Test(arguments: continuous)
  func followsItsDistribution(_ example: Example) {
    let n = 20_000
    let sorted = Self.draws(example.sampler, n).sorted()
    var largest = 0.0
    for (index, value) in sorted.enumerated() {
      let p = example.cumulative(value)
      largest = max(
        largest, abs(p - Double(index) / Double(n)), abs(p - Double(index + 1) / Double(n)))
    }
    #expect(largest * Double(n).squareRoot() < 2.69)
  }

  static let others: [Example] = [
    Example(testDescription: "constant", sampler: .constant(4)) { _ in 1 },
    Example(testDescription: "Poisson 3", sampler: Sampler(.poisson(mean: 3, scale: 2))) { _ in 1 },
    Example(testDescription: "Poisson 900", sampler: Sampler(.poisson(mean: 900.5, scale: 1))) {
      _ in 1
    },
    Example(
      testDescription: "discrete",
      sampler: Sampler(.discrete(values: [1, 5, 2], weights: [1, 0, 3]))
    ) { _ in 1 },
    Example(
      testDescription: "clamped normal",
      sampler: Sampler(.normal(mean: 0, sd: 1), low: -0.5, high: 1)
    ) { _ in 1 },
    Example(
      testDescription: "clamped lognormal",
      sampler: .lognormal(mean: 15, sd: 8).clamped(low: 5, high: 60)
    ) { _ in 1 },
    Example(
      testDescription: "clamped gamma",
      sampler: Sampler(.gamma(shape: 0.6, scale: 5), low: 0.5, high: 9)
    ) { _ in 1 },
    Example(
      testDescription: "clamped beta",
      sampler: Sampler(.beta(alpha: 0.7, beta: 3, low: 0, high: 10), low: 1, high: 4)
    ) { _ in 1 },
    Example(
      testDescription: "clamped mixture",
      sampler: Sampler(
        .mixture([
          .init(weight: 1, sampler: Sampler(.exponential(mean: 1), low: 0.5)),
          .init(weight: 1, sampler: .constant(9)),
        ]), low: 1, high: 6)
    ) { _ in 1 },
  ]

  @Test(arguments: continuous + others)
  func hasItsMoments(_ example: Example) {
    let n = 40_000
    let sampler = example.sampler
    let values = Self.draws(sampler, n)
    let mean = values.reduce(0, +) / Double(n)
    let (expectedMean, expectedVariance) = (sampler.mean, sampler.variance)
    let squares = values.map { ($0 - expectedMean) * ($0 - expectedMean) }
    let variance = squares.reduce(0, +) / Double(n)
    let spread = squares.reduce(0) { $0 + ($1 - variance) * ($1 - variance) } / Double(n)
    let root = Double(n).squareRoot()
    #expect(abs(mean - expectedMean) <= 5 * expectedVariance.squareRoot() / root + 1e-12)
    #expect(abs(variance - expectedVariance) <= 5 * spread.squareRoot() / root + 1e-12)
  }

  /// Closed forms of clamped and unclamped means.
  static let means: [(Sampler, Double)] = [
    (Sampler(.normal(mean: 0, sd: 1), low: 0), 0.398942280401432678),
    (Sampler(.exponential(mean: 3), low: 1, high: 9), clampedExponential),
    (Sampler(.uniform(low: 0, high: 10), low: 2, high: 12), 5.2),
    (Sampler(.gamma(shape: 2, scale: 1), low: 0, high: 2), clampedGamma),
    (Sampler(.weibull(shape: 2, scale: 1)), 0.886226925452758014),
    (Sampler(.poisson(mean: 1, scale: 1), low: 1), clampedPoisson),
    (Sampler(.triangular(low: 0, mode: 1, high: 2), low: 1), clampedTriangular),
  ]
  private static let clampedExponential: Double = 1.0 + 3.0 * (exp(-1.0 / 3.0) - exp(-3.0))
  private static let clampedGamma: Double = 2.0 - 4.0 * exp(-2.0)
  private static let clampedPoisson: Double = 1.0 + exp(-1.0)
  private static let clampedTriangular: Double = 1.0 + 1.0 / 6.0

  @Test(arguments: means)
  func meansAreAccurate(_ sampler: Sampler, _ expected: Double) {
    #expect(abs(sampler.mean - expected) <= 1e-9 * expected)
  }

  @Test func equalPointsGiveEqualDraws() {
    for example in Self.continuous {
      #expect(Self.draws(example.sampler, 50) == Self.draws(example.sampler, 50))
    }
  }

  @Test func aliasTablesKeepTheWeights() {
    let weights = [0.14, 0, 0.26, 0.1, 0.5]
    let columns = AliasTable.columns(weights, values: [3, 4, 5, 6, 7])
    var shares = [Double](repeating: 0, count: 8)
    for column in columns {
      shares[Int(column.own)] += column.keep / 5
      shares[Int(column.other)] += (1 - column.keep) / 5
    }
    for (index, weight) in weights.enumerated() { #expect(abs(shares[index + 3] - weight) < 1e-12) }
    #expect(shares[4] == 0)
  }
}
