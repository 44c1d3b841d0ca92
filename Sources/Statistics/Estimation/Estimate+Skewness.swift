// SPDX-License-Identifier: Apache-2.0

extension Estimate {
  /// Whether the replications are too skewed for their number, so that the t interval covers less
  /// than it says.
  ///
  /// Two conditions must hold.
  /// - `n ≤ 25 G₁²`: the rule of Cochran, Sampling Techniques, 3rd edition (1977), section 2.15.
  ///   Above it a 95% interval misses at most about 6% of the time.
  /// - `|G₁|` exceeds 1.645 of its standard error under normality,
  ///   `√(6n(n-1) / ((n-2)(n+1)(n+3)))` (Fisher 1930). Without it the first rule would flag a
  ///   third of all normal samples of ten; with it, about a tenth.
  ///
  /// Below five values G₁ says nothing and the answer is always false. Johnson, JASA 73 (1978)
  /// 536, shows why skewness and not kurtosis is what hurts the t interval of a mean.
  package var isSkewed: Bool {
    guard n >= 5, let skewness else { return false }
    let count = Double(n)
    let standardError =
      (6 * count * (count - 1) / ((count - 2) * (count + 1) * (count + 3))).squareRoot()
    return count <= 25 * skewness * skewness && skewness.magnitude > 1.645 * standardError
  }

  /// Returns the mean of one value a replication with the interval of Willink for skewed values.
  ///
  /// Willink, Communications in Statistics - Theory and Methods 34 (2005) 753,
  /// <https://doi.org/10.1081/STA-200054419>, inverts the skewness-adjusted t statistic of Johnson
  /// (1978): with `a = G₁ / (6√n)` and `G(r) = (∛(1 + 6a(r - a)) - 1) / (2a)` the interval runs
  /// from `mean - G(t) s/√n` to `mean - G(-t) s/√n`. It is longer on the side of the tail.
  /// Missing values and small samples are treated as in ``make(from:level:)``; two values, or
  /// values without spread, have no skewness and get the plain t interval.
  package static func makeSkewAdjusted(from values: [Double], level: Double = 0.95) -> Self? {
    let moments = RunningMoments(values)
    guard let mean = moments.mean, mean.isFinite else { return nil }
    guard
      let plain = tHalfWidth(
        standardDeviation: moments.standardDeviation, n: moments.count, level: level)
    else {
      return Self(
        mean: mean, interval: nil, moments: moments, kind: .skewAdjustedMean, level: level)
    }
    let root = Double(moments.count).squareRoot()
    let a = (moments.skewness ?? 0) / (6 * root)
    let standardError = (moments.standardDeviation ?? 0) / root
    // Below this the cube root has lost the digits of a, and G(r) = r to the last one.
    guard a.magnitude > 1e-9, standardError > 0 else {
      return Self(
        mean: mean, interval: (mean - plain, mean + plain), moments: moments,
        kind: .skewAdjustedMean, level: level)
    }
    let t = plain / standardError
    func adjusted(_ r: Double) -> Double {
      (Elementary.cubeRoot(1 + 6 * a * (r - a)) - 1) / (2 * a)
    }
    return Self(
      mean: mean,
      interval: (mean - adjusted(t) * standardError, mean - adjusted(-t) * standardError),
      moments: moments, kind: .skewAdjustedMean, level: level)
  }
}
