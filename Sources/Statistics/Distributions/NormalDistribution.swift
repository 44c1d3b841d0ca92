// SPDX-License-Identifier: Apache-2.0

/// The standard normal distribution.
///
/// The error function is the incomplete gamma function of order one half (DLMF 7.11.1,
/// <https://dlmf.nist.gov/7.11>).
package enum NormalDistribution {
  /// Returns the probability of a value up to `z`.
  package static func cumulative(_ z: Double) -> Double {
    z <= 0 ? upperTail(-z) : 0.5 + GammaFunctions.lower(0.5, z * z / 2) / 2
  }

  /// Returns the probability of a value above `z`; small tails keep their relative accuracy.
  package static func upperTail(_ z: Double) -> Double {
    z >= 0 ? GammaFunctions.upper(0.5, z * z / 2) / 2 : cumulative(-z)
  }

  /// Returns the density at `z`.
  package static func density(_ z: Double) -> Double {
    Elementary.exp(-z * z / 2) / (2 * Elementary.pi).squareRoot()
  }

  /// Returns the value that is not exceeded with probability `p`.
  ///
  /// Infinite at zero and one, NaN outside.
  package static func quantile(_ p: Double) -> Double {
    SymmetricQuantile.value(
      p,
      tail: upperTail,
      centre: { GammaFunctions.lower(0.5, $0 * $0 / 2) / 2 },
      density: density)
  }
}

/// Quantiles of distributions that are symmetric around zero.
enum SymmetricQuantile {
  /// Returns the quantile of `p` from the tail beyond a positive value, the probability between
  /// zero and a positive value, and the density.
  ///
  /// Near one half the tail has lost the digits of the quantile and the centre still has them.
  static func value(
    _ p: Double, tail: (Double) -> Double, centre: (Double) -> Double, density: (Double) -> Double
  ) -> Double {
    guard p >= 0, p <= 1 else { return .nan }
    if p == 0 { return -.infinity }
    if p == 1 { return .infinity }
    if p == 0.5 { return 0 }
    let outside = min(p, 1 - p)
    let magnitude =
      outside < 0.25
      ? RootFinding.positiveRoot(
        reaching: outside, start: 1, isRising: false, function: tail, slope: density)
      : RootFinding.positiveRoot(
        reaching: 0.5 - outside, start: 0.5, isRising: true, function: centre, slope: density)
    return p < 0.5 ? -magnitude : magnitude
  }
}
