// SPDX-License-Identifier: Apache-2.0

/// The chi-square distribution with any positive degrees of freedom.
///
/// Source: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, volume 1, chapter
/// 18: the distribution function is an incomplete gamma function.
package struct ChiSquareDistribution: Hashable, Sendable {
  /// The degrees of freedom, above zero.
  package let degreesOfFreedom: Double

  /// Creates the distribution; every answer is NaN unless `degreesOfFreedom` is above zero.
  package init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the probability of a value up to `x`, zero below zero.
  package func cumulative(_ x: Double) -> Double {
    GammaFunctions.lower(degreesOfFreedom / 2, max(0, x) / 2)
  }

  /// Returns the probability of a value above `x`, one below zero.
  package func upperTail(_ x: Double) -> Double {
    GammaFunctions.upper(degreesOfFreedom / 2, max(0, x) / 2)
  }

  /// Returns the value that is not exceeded with probability `p`; NaN outside `0...1`.
  package func quantile(_ p: Double) -> Double {
    let half = degreesOfFreedom / 2
    guard half > 0, half.isFinite, p >= 0, p <= 1 else { return .nan }
    if p == 0 { return 0 }
    if p == 1 { return .infinity }
    let slope = { (x: Double) in GammaFunctions.prefactor(half, x / 2) / x }
    if p < 0.5 {
      return RootFinding.positiveRoot(
        reaching: p, start: degreesOfFreedom, isRising: true, function: cumulative, slope: slope)
    }
    return RootFinding.positiveRoot(
      reaching: 1 - p, start: degreesOfFreedom, isRising: false, function: upperTail, slope: slope)
  }
}
