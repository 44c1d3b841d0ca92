// SPDX-License-Identifier: Apache-2.0

import Planning
import TestSupport
import Testing

/// How often each of several waits is over first, against formulas.
struct FirstShareTests {
  /// The shares of waits in the order written.
  private static func shares(_ waits: [String]) throws -> [Double] {
    let branches = waits.enumerated().map {
      "w\($0.offset): {wait: \"\($0.element)\", next: n\($0.offset)}"
    }
    let nodes = waits.indices.map { "n\($0): {event: {en: Over}, next: out}\n" }
    let pack = try SmallPack(
      flow:
        "begin: {first: {\(branches.joined(separator: ", "))}}\n\(nodes.joined())out: {end: done}")
    let outcome = pack.read()
    #expect(outcome.findings == [])
    let valid = try #require(outcome.valid)
    let parts = try #require(CaseExpectation.all(valid, flow: "only")["S01"]).parts
    return waits.indices.map { index in parts.first { $0.node == "n\(index)" }?.visits ?? 0 }
  }

  // exp(-2/3), exp(-1/2), exp(-1), exp(-3/2); Φ(ln 2 / √1.25), Φ(-1), P(N ≤ 3) of Poisson 3.
  private static let cases: [(waits: [String], shares: [Double])] = [
    (
      ["exponential(mean 10 min)", "exponential(mean 30 min)", "exponential(mean 1 h)"],
      [2.0 / 3, 2.0 / 9, 1.0 / 9]
    ),
    (["20 min", "exponential(mean 30 min)"], [0.513_417_119_032_592, 0.486_582_880_967_408]),
    (["5 min", "5 min", "6 min"], [1, 0, 0]),
    (["6 min", "5 min", "5 min"], [0, 1, 0]),
    (["uniform(0, 10) min", "uniform(5, 15) min"], [0.875, 0.125]),
    (
      ["weibull(shape 0.5, scale 10) min", "weibull(shape 0.5, scale 40) min"], [2.0 / 3, 1.0 / 3]
    ),
    (
      ["lognormal(median 10 min, sigma 0.5)", "lognormal(median 20 min, sigma 1)"],
      [0.732_361_127_441_989, 0.267_638_872_558_011]
    ),
    (["normal(mean 5, sd 5) min", "0 min"], [0.158_655_253_931_457, 0.841_344_746_068_543]),
    (["0 min", "normal(mean 5, sd 5) min"], [1, 0]),
    (["erlang(shape 2, mean 10 min)", "exponential(mean 10 min)"], [4.0 / 9, 5.0 / 9]),
    (["gamma(mean 10 min, cv 1)", "exponential(mean 30 min)"], [0.75, 0.25]),
    (
      ["mixture(70 %: 0 min, 30 %: exponential(mean 2 h))", "1 h"],
      [1 - 0.3 * 0.606_530_659_712_633, 0.3 * 0.606_530_659_712_633]
    ),
    (["poisson(mean 3) min", "3 min"], [0.647_231_888_782_231, 0.352_768_111_217_769]),
    (["empirical(50 %: 5, 50 %: 10) min", "uniform(0, 20) min"], [0.625, 0.375]),
    (["triangular(0, 10, 20) min", "triangular(0, 10, 20) min"], [0.5, 0.5]),
    (
      ["pert(0, 15, 20) min", "pert(0, 15, 20) min", "pert(0, 15, 20) min"],
      [1.0 / 3, 1.0 / 3, 1.0 / 3]
    ),
    (["exponential(mean 10, max 15) min", "15 min"], [1, 0]),
    (
      ["15 min", "exponential(mean 10, max 15) min"],
      [0.223_130_160_148_430, 0.776_869_839_851_570]
    ),
    (["1 wd", "exponential(mean 1 d)"], [0.367_879_441_171_442, 0.632_120_558_828_558]),
    (["7 min"], [1]),
  ]

  @Test(arguments: cases)
  func sharesAreThoseOfTheFormulas(_ waits: [String], _ expected: [Double]) throws {
    for (share, theory) in zip(try Self.shares(waits), expected) {
      #expect(abs(share - theory) < 1e-7, "\(waits): \(share), not \(theory)")
    }
  }
}
