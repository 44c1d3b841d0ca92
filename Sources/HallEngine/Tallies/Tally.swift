// SPDX-License-Identifier: Apache-2.0

/// Count, sum and maximum of durations, kept as exact integers.
///
/// Exact sums do not depend on the order of the observations, so tallies of parallel runs merge
/// without rounding. The spread within a run is in the histograms; intervals come from replications.
package struct Tally: Sendable, Hashable, BitwiseCopyable {
  /// The number of observations.
  package private(set) var count: Int = 0
  /// The largest observation; 0 without any.
  package private(set) var maximum: Int64 = 0
  /// The sum in microseconds.
  package private(set) var sum: Int128 = 0

  /// Creates an empty tally.
  package init() {}

  /// Adds an observation that is not negative.
  @inline(__always)
  package mutating func add(_ value: Int64) {
    count &+= 1
    sum &+= Int128(wide: value)
    if value > maximum { maximum = value }
  }

  /// Adds a number of observations that are 0.
  mutating func addZeros(_ number: Int) { count &+= number }

  /// Adds the observations of another tally.
  package mutating func merge(_ other: Tally) {
    count &+= other.count
    sum &+= other.sum
    maximum = max(maximum, other.maximum)
  }

  /// Returns the observations added after an earlier state of this tally; the largest is kept.
  func since(_ earlier: Tally) -> Tally {
    var tally = self
    tally.count &-= earlier.count
    tally.sum &-= earlier.sum
    return tally
  }

  /// The mean in microseconds; `nil` without observations.
  package var mean: Double? {
    count == 0 ? nil : Double(sum) / Double(count)
  }
}
