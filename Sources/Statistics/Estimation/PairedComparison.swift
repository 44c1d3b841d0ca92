// SPDX-License-Identifier: Apache-2.0

/// One configuration against a base, replication by replication under common random numbers.
///
/// Source: Law, Simulation Modeling and Analysis, 5th edition, sections 10.2.1 and 11.2.
package struct PairedComparison: Hashable, Sendable {
  /// The mean of other minus base over the pairs, with its t interval.
  package let difference: Estimate

  /// The two-sided p-value of no difference, nil below two pairs.
  package let pValue: Double?

  /// The variance of the difference over the sum of the two variances, nil without spread.
  ///
  /// One is what independent runs would give. A tenth means that common random numbers did the
  /// work of ten times as many replications; above one they did harm.
  package let varianceRatio: Double?

  /// The correlation between the two configurations, nil when either has no spread.
  package let correlation: Double?

  /// Creates the comparison; value `i` of both must come from the same random numbers.
  ///
  /// A pair with a value that is not finite is left out and counted. Nil when the arrays differ
  /// in length or no pair is left.
  package init?(base: [Double], other: [Double], level: Double = 0.95) {
    guard base.count == other.count else { return nil }
    let pairs = zip(base, other).map { base, other in
      base.isFinite && other.isFinite ? (base, other) : (Double.nan, Double.nan)
    }
    let differences = pairs.map { $1 - $0 }
    guard let difference = Estimate.make(from: differences, level: level, kind: .pairedDifference)
    else { return nil }
    self.difference = difference
    pValue = Self.pValue(of: difference)

    let baseVariance = RunningMoments(pairs.map(\.0)).variance ?? 0
    let otherVariance = RunningMoments(pairs.map(\.1)).variance ?? 0
    let deviation = difference.standardDeviation ?? 0
    let sum = baseVariance + otherVariance
    varianceRatio = sum > 0 ? deviation * deviation / sum : nil
    let product = (baseVariance * otherVariance).squareRoot()
    correlation =
      product > 0 ? max(-1, min(1, (sum - deviation * deviation) / (2 * product))) : nil
  }

  /// Returns the two-sided p-value of a mean of zero.
  private static func pValue(of estimate: Estimate) -> Double? {
    guard estimate.n > 1, let deviation = estimate.standardDeviation else { return nil }
    // Pairs that all differ by the same amount leave no doubt either way.
    guard deviation > 0 else { return estimate.mean == 0 ? 1 : 0 }
    let n = Double(estimate.n)
    let t = estimate.mean.magnitude * n.squareRoot() / deviation
    return min(1, 2 * StudentDistribution(degreesOfFreedom: n - 1).upperTail(t))
  }
}
