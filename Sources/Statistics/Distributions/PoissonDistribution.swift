// SPDX-License-Identifier: Apache-2.0

/// The Poisson distribution.
///
/// Tails are incomplete gamma functions (Johnson, Kemp and Kotz, Univariate Discrete
/// Distributions, chapter 4).
package struct PoissonDistribution: Hashable, Sendable {
  /// The mean, zero or more.
  package let mean: Double

  /// Creates the distribution; every answer is NaN for a mean below zero or not finite.
  package init(mean: Double) {
    self.mean = mean.isFinite && mean >= 0 ? mean : .nan
  }

  /// Returns the probability of exactly `count`.
  package func probability(of count: Int) -> Double {
    guard count >= 0 else { return mean.isNaN ? .nan : 0 }
    if mean == 0 { return count == 0 ? 1 : 0 }
    if count == 0 { return Elementary.exp(-mean) }
    return GammaFunctions.prefactor(Double(count), mean) / Double(count)
  }

  /// Returns the probability of `count` or more.
  package func probability(ofAtLeast count: Int) -> Double {
    guard count > 0 else { return mean.isNaN ? .nan : 1 }
    return GammaFunctions.lower(Double(count), mean)
  }

  /// Returns the smallest count that is not exceeded with probability `p` or more.
  ///
  /// Nil unless `p` is at least zero and below one.
  package func quantile(_ p: Double) -> Int? {
    guard p >= 0, p < 1, mean.isFinite, mean < 1e9 else { return nil }
    // The tail shrinks with the count: double until it is past, then halve the gap.
    func isEnough(_ count: Int) -> Bool { probability(ofAtLeast: count + 1) <= 1 - p }
    var low = -1
    var high = 0
    while !isEnough(high) {
      low = high
      high = max(1, high * 2)
      guard high < 4_000_000_000 else { return nil }
    }
    while high - low > 1 {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return high
  }
}
