// SPDX-License-Identifier: Apache-2.0

extension Estimate {
  /// How the interval of a ratio is made.
  package enum RatioMethod: Hashable, Sendable, CaseIterable {
    /// From the residuals `x - r y` of each replication, the first-order expansion of the ratio.
    case delta
    /// From the ratios that leave one replication out.
    case jackknife
  }

  /// Returns the ratio of two sums over replications, with a t interval.
  ///
  /// The point estimate is `Σ numerators / Σ denominators`: the mean over all cases when a
  /// replication's sum of waits is divided by its number of cases, where the mean of the
  /// replications' means would weigh a quiet one like a busy one. Both methods centre the interval
  /// there, with `n - 1` degrees of freedom.
  /// - delta: variance `Σ(x - r y)² / (n (n - 1) ȳ²)` (Cochran, Sampling Techniques, 3rd edition,
  ///   section 6.4).
  /// - jackknife: variance `(n - 1)/n Σ(r₋ᵢ - r̄₋)²` (Efron, The Jackknife, the Bootstrap and Other
  ///   Resampling Plans, 1982, section 3.1); slightly wider in small samples.
  ///
  /// A pair with a value that is not finite is left out and counted. Nil when the arrays differ in
  /// length, no pair is left, or the denominators sum to zero. `standardDeviation` and `skewness`
  /// are those of `r + (x - r y) / ȳ`.
  package static func makeRatio(
    numerators: [Double], denominators: [Double], level: Double = 0.95,
    method: RatioMethod = .delta
  ) -> Self? {
    guard numerators.count == denominators.count else { return nil }
    let pairs = zip(numerators, denominators).filter { $0.isFinite && $1.isFinite }
    let n = Double(pairs.count)
    let top = pairs.reduce(0) { $0 + $1.0 }
    let bottom = pairs.reduce(0) { $0 + $1.1 }
    guard !pairs.isEmpty, bottom != 0, (top / bottom).isFinite else { return nil }
    let ratio = top / bottom
    var moments = RunningMoments(pairs.map { ratio + ($0 - ratio * $1) / (bottom / n) })
    for _ in pairs.count..<numerators.count { moments.add(.nan) }

    var deviation = moments.standardDeviation
    if method == .jackknife, pairs.count > 1 {
      let left = RunningMoments(pairs.map { (top - $0) / (bottom - $1) })
      // A replication that carries the whole denominator cannot be left out.
      deviation = left.missing == 0 ? (left.sumOfSquares * (n - 1)).squareRoot() : nil
    }
    let half = tHalfWidth(standardDeviation: deviation, n: pairs.count, level: level)
    return Self(
      mean: ratio, interval: half.map { (ratio - $0, ratio + $0) }, moments: moments,
      kind: .ratio, level: level)
  }
}
