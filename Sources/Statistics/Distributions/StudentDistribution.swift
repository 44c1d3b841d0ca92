// SPDX-License-Identifier: Apache-2.0

/// Student's t distribution with any positive degrees of freedom.
///
/// Source: Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions, volume 2, chapter
/// 28: the tail is half an incomplete beta function.
package struct StudentDistribution: Hashable, Sendable {
  /// The degrees of freedom, above zero.
  package let degreesOfFreedom: Double

  /// Creates the distribution; every answer is NaN unless `degreesOfFreedom` is above zero.
  package init(degreesOfFreedom: Double) {
    self.degreesOfFreedom = degreesOfFreedom
  }

  /// Returns the probability of a value up to `t`.
  package func cumulative(_ t: Double) -> Double {
    t <= 0 ? upperTail(-t) : 0.5 + centre(t)
  }

  /// Returns the probability of a value above `t`; small tails keep their relative accuracy.
  package func upperTail(_ t: Double) -> Double {
    guard t >= 0 else { return cumulative(-t) }
    let ratio = t * t / degreesOfFreedom
    return BetaFunctions.incomplete(
      x: 1 / (1 + ratio), complement: ratio.isInfinite ? 1 : ratio / (1 + ratio),
      degreesOfFreedom / 2, 0.5) / 2
  }

  /// Returns the density at `t`.
  package func density(_ t: Double) -> Double {
    let v = degreesOfFreedom
    let logarithm =
      -(v + 1) / 2 * Elementary.log1p(t * t / v) - Elementary.log(v) / 2
      - BetaFunctions.logBeta(v / 2, 0.5)
    return Elementary.exp(logarithm)
  }

  /// Returns the value that is not exceeded with probability `p`.
  ///
  /// Infinite at zero and one, NaN outside and where the square of the value would overflow.
  /// Relative error below 1e-12.
  package func quantile(_ p: Double) -> Double {
    guard degreesOfFreedom > 0 else { return .nan }
    let value = SymmetricQuantile.value(p, tail: upperTail, centre: centre, density: density)
    return value.isFinite && value.magnitude > 1e150 ? .nan : value
  }

  /// Returns the probability between zero and a positive `t`.
  private func centre(_ t: Double) -> Double {
    let ratio = t * t / degreesOfFreedom
    return BetaFunctions.incomplete(
      x: ratio.isInfinite ? 1 : ratio / (1 + ratio), complement: 1 / (1 + ratio),
      0.5, degreesOfFreedom / 2) / 2
  }
}
