// SPDX-License-Identifier: Apache-2.0

/// Count, mean, variance and skewness of values taken one at a time, in constant memory.
///
/// Updates follow Welford, Technometrics 4 (1962) 419,
/// <https://doi.org/10.1080/00401706.1962.10490022>; the third moment and the merge follow Pébay,
/// Sandia report SAND2008-6212 (2008). NaN and infinite values are left out and counted.
package struct RunningMoments: Hashable, Sendable {
  /// The number of finite values taken.
  package private(set) var count = 0

  /// The number of values left out because they were not finite.
  package private(set) var missing = 0

  /// The smallest value, infinity before the first.
  package private(set) var minimum = Double.infinity

  /// The largest value, minus infinity before the first.
  package private(set) var maximum = -Double.infinity

  private var centre = 0.0
  private var secondSum = 0.0
  private var thirdSum = 0.0

  /// Creates moments of nothing.
  package init() {}

  /// Creates the moments of a sequence.
  package init(_ values: some Sequence<Double>) {
    for value in values { add(value) }
  }

  /// The mean, nil before the first value.
  package var mean: Double? { count > 0 ? centre : nil }

  /// The sum of squared distances from the mean.
  package var sumOfSquares: Double { secondSum }

  /// The unbiased variance (divisor `count - 1`), nil below two values.
  package var variance: Double? { count > 1 ? secondSum / Double(count - 1) : nil }

  /// The square root of the variance, nil below two values.
  package var standardDeviation: Double? { variance?.squareRoot() }

  /// The adjusted Fisher–Pearson skewness G₁, nil below three values or without spread.
  ///
  /// Definition: Joanes and Gill, The Statistician 47 (1998) 183,
  /// <https://doi.org/10.1111/1467-9884.00122>.
  package var skewness: Double? {
    guard count > 2, secondSum > 0 else { return nil }
    let n = Double(count)
    let plain = n.squareRoot() * thirdSum / (secondSum * secondSum.squareRoot())
    let adjusted = plain * (n * (n - 1)).squareRoot() / (n - 2)
    return adjusted.isFinite ? adjusted : nil
  }

  /// Takes one value.
  package mutating func add(_ value: Double) {
    guard value.isFinite else {
      missing += 1
      return
    }
    count += 1
    let n = Double(count)
    let delta = value - centre
    let step = delta / n
    let growth = delta * step * (n - 1)
    thirdSum += growth * step * (n - 2) - 3 * step * secondSum
    secondSum += growth
    centre += step
    minimum = min(minimum, value)
    maximum = max(maximum, value)
  }

  /// Takes everything another tally has taken.
  ///
  /// The result equals that of one tally over both streams up to rounding; merge in a fixed order
  /// where the last digit matters.
  package mutating func merge(_ other: Self) {
    missing += other.missing
    guard other.count > 0 else { return }
    guard count > 0 else {
      let known = missing
      self = other
      missing = known
      return
    }
    let own = Double(count)
    let others = Double(other.count)
    let total = own + others
    let delta = other.centre - centre
    let share = delta * delta * own * others / total
    thirdSum +=
      other.thirdSum + share * delta * (own - others) / total
      + 3 * delta * (own * other.secondSum - others * secondSum) / total
    secondSum += other.secondSum + share
    centre += delta * others / total
    count += other.count
    minimum = min(minimum, other.minimum)
    maximum = max(maximum, other.maximum)
  }
}
