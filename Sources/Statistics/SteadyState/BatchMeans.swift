// SPDX-License-Identifier: Apache-2.0

/// The mean of one long run with an interval from its batches, refused while the batches still
/// depend on each other.
///
/// Source: Law, Simulation Modeling and Analysis, 5th edition, section 9.5.3. The test is that of
/// von Neumann, Annals of Mathematical Statistics 12 (1941) 367, as Fishman, Management Science 24
/// (1978) 510, applies it to batches.
package enum BatchMeans: Hashable, Sendable {
  /// The batches passed the test.
  case accepted(Estimate, VonNeumannTest)

  /// The batches are positively correlated, so an interval would be too short: run longer.
  case correlated(VonNeumannTest)

  /// There are fewer than eight batches, fewer observations than batches, or a value that is not
  /// finite.
  case insufficient

  /// The estimate, nil where it was refused.
  package var estimate: Estimate? {
    guard case .accepted(let estimate, _) = self else { return nil }
    return estimate
  }

  /// Cuts a series (without its warm-up) into `count` equal batches and tests them.
  ///
  /// Observations that do not fill a batch are dropped from the front, where what is left of the
  /// warm-up sits. `significance` is the chance to refuse independent batches.
  ///
  /// - Complexity: O(n)
  package static func make(
    from series: [Double], batches count: Int = 20, level: Double = 0.95,
    significance: Double = 0.1
  ) -> Self {
    guard count >= 8, series.count >= count, series.allSatisfy(\.isFinite) else {
      return .insufficient
    }
    let size = series.count / count
    let offset = series.count - size * count
    let means = (0..<count).map { batch in
      let start = offset + batch * size
      return series[start..<(start + size)].reduce(0, +) / Double(size)
    }
    return make(fromMeans: means, level: level, significance: significance)
  }

  /// Tests the means of batches of equal length, in their order, and makes an estimate of them.
  ///
  /// - Complexity: O(n)
  package static func make(
    fromMeans means: [Double], level: Double = 0.95, significance: Double = 0.1
  ) -> Self {
    guard let test = VonNeumannTest(means),
      let estimate = Estimate.make(from: means, level: level, kind: .batchMeans)
    else { return .insufficient }
    return test.pValue < significance ? .correlated(test) : .accepted(estimate, test)
  }

  /// The test, nil where there was too little to test.
  package var test: VonNeumannTest? {
    switch self {
    case .accepted(_, let test), .correlated(let test): test
    case .insufficient: nil
    }
  }

  /// Returns how many batches of these means make one that no longer correlates with its
  /// neighbours: the smallest power of two that leaves eight batches and passes the test; nil where
  /// none does, so that only a longer run helps.
  ///
  /// The test of few batches sees little, so their lag-1 correlation must be below 0.2 as well.
  package static func merging(_ means: [Double], significance: Double = 0.1) -> Int? {
    var means = means
    var factor = 1
    while means.count >= 16 {
      factor *= 2
      // The front is left out where the number is odd, as everywhere.
      let odd = means.count % 2
      means = stride(from: odd, to: means.count, by: 2).map { (means[$0] + means[$0 + 1]) / 2 }
      if let test = VonNeumannTest(means), test.pValue >= significance,
        test.lagOneCorrelation < 0.2
      {
        return factor
      }
    }
    return nil
  }
}

/// Von Neumann's test that values in a row are independent, against positive correlation.
///
/// The ratio of the mean square successive difference to the variance is near two for independent
/// values. `C = 1 - Σ(yᵢ - yᵢ₊₁)² / (2 Σ(yᵢ - ȳ)²)` has mean zero and variance
/// `(n - 2) / (n² - 1)`, exactly for normal values (Young, Annals of Mathematical Statistics 12
/// (1941) 293), and is close to normal from eight values on.
package struct VonNeumannTest: Hashable, Sendable {
  /// Young's statistic C: the lag-1 correlation, corrected at both ends.
  package let statistic: Double

  /// The lag-1 sample correlation.
  package let lagOneCorrelation: Double

  /// The chance of a statistic as large or larger if the values were independent.
  package let pValue: Double

  /// Tests the values in their order; nil below eight values or where one is not finite.
  ///
  /// Values without spread show no correlation: statistic zero, p-value one half.
  package init?(_ values: [Double]) {
    let moments = RunningMoments(values)
    guard values.count >= 8, moments.missing == 0, let mean = moments.mean else { return nil }
    let spread = moments.sumOfSquares
    var successive = 0.0
    var products = 0.0
    for (left, right) in zip(values, values.dropFirst()) {
      successive += (left - right) * (left - right)
      products += (left - mean) * (right - mean)
    }
    let n = Double(values.count)
    statistic = spread > 0 ? 1 - successive / (2 * spread) : 0
    lagOneCorrelation = spread > 0 ? products / spread : 0
    pValue = NormalDistribution.upperTail(statistic * ((n * n - 1) / (n - 2)).squareRoot())
  }
}
