// SPDX-License-Identifier: Apache-2.0

/// Whether two independent samples of unequal variance have the same mean.
///
/// Source: Welch, "The generalization of Student's problem when several different population
/// variances are involved", Biometrika 34 (1947) 28-35, with the degrees of freedom of
/// Satterthwaite, Biometrics Bulletin 2 (1946) 110-114.
package struct WelchTest: Hashable, Sendable {
  /// What is known of a sample.
  package struct Summary: Hashable, Sendable {
    /// The mean.
    package var mean: Double
    /// The standard deviation with divisor n - 1, not negative.
    package var standardDeviation: Double
    /// The number of values, at least 2.
    package var n: Int

    /// Creates a summary.
    package init(mean: Double, standardDeviation: Double, n: Int) {
      self.mean = mean
      self.standardDeviation = standardDeviation
      self.n = n
    }

    /// Summarises the finite values of a sample; nil with fewer than two.
    package init?(_ values: some Sequence<Double>) {
      let moments = RunningMoments(values)
      guard let mean = moments.mean, let deviation = moments.standardDeviation else { return nil }
      self.init(mean: mean, standardDeviation: deviation, n: moments.count)
    }
  }

  /// The t statistic of second minus first; infinite where means differ without any spread.
  package let statistic: Double
  /// The degrees of freedom; at least 1.
  package let degreesOfFreedom: Double
  /// The two-sided p-value.
  package let pValue: Double

  /// Compares two samples.
  ///
  /// - Complexity: O(1)
  package init(_ first: Summary, _ second: Summary) {
    let a = first.standardDeviation * first.standardDeviation / Double(first.n)
    let b = second.standardDeviation * second.standardDeviation / Double(second.n)
    let difference = second.mean - first.mean
    // Means that agree to rounding are equal, or a constant time would differ by its last bit.
    let scale = max(first.mean.magnitude, second.mean.magnitude)
    guard difference.magnitude > 1e-12 * scale else {
      (statistic, degreesOfFreedom, pValue) = (0, Double(first.n + second.n - 2), 1)
      return
    }
    guard a + b > 0 else {
      statistic = difference > 0 ? .infinity : -.infinity
      (degreesOfFreedom, pValue) = (Double(first.n + second.n - 2), 0)
      return
    }
    let t = difference / (a + b).squareRoot()
    let freedom =
      (a + b) * (a + b) / (a * a / Double(first.n - 1) + b * b / Double(second.n - 1))
    statistic = t
    degreesOfFreedom = max(1, freedom)
    pValue = min(
      1, 2 * StudentDistribution(degreesOfFreedom: max(1, freedom)).upperTail(t.magnitude))
  }
}
