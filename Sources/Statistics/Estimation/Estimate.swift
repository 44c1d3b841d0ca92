// SPDX-License-Identifier: Apache-2.0

/// A number with its confidence interval and with how it was made.
///
/// ## Topics
/// - ``make(from:level:)``
/// - ``makeSkewAdjusted(from:level:)``
/// - ``makeRatio(numerators:denominators:level:method:)``
/// - ``makeQuantile(_:ofReplications:level:)``
/// - ``BatchMeans``
/// - ``PairedComparison``
package struct Estimate: Hashable, Sendable {
  /// How the number and its interval were made.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The mean of one value a replication, with a t interval.
    case replicationMean
    /// The mean of one value a replication, with an interval corrected for skewness.
    case skewAdjustedMean
    /// The mean of one ratio of two sums a replication, with a t interval.
    case replicationRatio
    /// A sum over replications divided by another.
    case ratio
    /// The mean of one quantile a replication, with a t interval.
    case replicationQuantile
    /// The mean difference of replications that share their random numbers, with a t interval.
    case pairedDifference
    /// The mean of one long run, with a t interval over its batches.
    case batchMeans
  }

  /// The point estimate.
  package let mean: Double

  /// The lower end of the interval, nil when `n` allows none.
  package private(set) var low: Double?

  /// The upper end of the interval, nil when `n` allows none.
  package private(set) var high: Double?

  /// The number of replications (or batches, or pairs) that gave a value.
  package let n: Int

  /// The number of replications left out because they had no observation.
  package let missing: Int

  /// How the estimate was made.
  package let kind: Kind

  /// The confidence level of the interval, such as 0.95.
  package let level: Double

  /// The standard deviation between replications, nil when `n` allows none.
  package let standardDeviation: Double?

  /// The skewness G₁ of the replications, nil below three or without spread.
  package let skewness: Double?

  /// Creates an estimate from its parts.
  init(
    mean: Double, interval: (low: Double, high: Double)?, moments: RunningMoments, kind: Kind,
    level: Double
  ) {
    self.mean = mean
    low = interval?.low
    high = interval?.high
    n = moments.count
    missing = moments.missing
    self.kind = kind
    self.level = level
    standardDeviation = moments.standardDeviation
    skewness = moments.skewness
  }

  /// Half the length of the interval, nil without one.
  package var halfWidth: Double? {
    guard let low, let high else { return nil }
    return (high - low) / 2
  }

  /// The half-width as a share of the mean's magnitude, nil without an interval or at mean zero.
  package var relativeHalfWidth: Double? {
    guard let halfWidth, mean != 0 else { return nil }
    return halfWidth / mean.magnitude
  }

  /// Whether zero lies outside the interval; false without one.
  package var excludesZero: Bool {
    guard let low, let high else { return false }
    return low > 0 || high < 0
  }

  /// Returns the mean of one value a replication with Student's t interval.
  ///
  /// NaN and infinite values stand for replications without an observation: they are left out and
  /// counted in `missing`. One value gives no interval, and so does a level outside `0..<1`; no
  /// value, or a sum that overflows, gives nil. Source: Law, Simulation Modeling and Analysis,
  /// 5th edition, section 9.4.1.
  package static func make(from values: [Double], level: Double = 0.95) -> Self? {
    make(from: values, level: level, kind: .replicationMean)
  }

  /// Returns the mean over replications of each one's quantile of order `p`, with a t interval.
  ///
  /// The quantile is `Sample.quantile(_:)`. Replications without an observation are left out and
  /// counted; nil when none has one or `p` lies outside `0...1`.
  package static func makeQuantile(
    _ p: Double, ofReplications replications: [[Double]], level: Double = 0.95
  ) -> Self? {
    let quantiles = replications.map { Sample($0).quantile(p) ?? .nan }
    return make(from: quantiles, level: level, kind: .replicationQuantile)
  }

  /// Returns the mean of one value a replication with Student's t interval, as ``make(from:level:)``
  /// does, under the name of another kind.
  package static func make(from values: [Double], level: Double = 0.95, kind: Kind) -> Self? {
    let moments = RunningMoments(values)
    guard let mean = moments.mean, mean.isFinite else { return nil }
    let half = tHalfWidth(
      standardDeviation: moments.standardDeviation, n: moments.count, level: level)
    return Self(
      mean: mean, interval: half.map { (mean - $0, mean + $0) }, moments: moments, kind: kind,
      level: level)
  }

  /// The same estimate without an interval.
  package var withoutInterval: Self {
    var estimate = self
    estimate.low = nil
    estimate.high = nil
    return estimate
  }

  /// Returns the half-width of the t interval of a mean, nil below two values.
  static func tHalfWidth(standardDeviation: Double?, n: Int, level: Double) -> Double? {
    guard let standardDeviation, n > 1, level >= 0, level < 1 else { return nil }
    let t = StudentDistribution(degreesOfFreedom: Double(n - 1)).quantile((1 + level) / 2)
    let half = t * standardDeviation / Double(n).squareRoot()
    return half.isFinite ? half : nil
  }
}

extension Estimate: Encodable {
  private enum CodingKeys: String, CodingKey {
    case mean
    case low
    case high
    case n
  }

  /// Writes `mean`, `low`, `high` and `n`; the ends are left out where there is no interval.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(mean, forKey: .mean)
    try container.encodeIfPresent(low, forKey: .low)
    try container.encodeIfPresent(high, forKey: .high)
    try container.encode(n, forKey: .n)
  }
}
