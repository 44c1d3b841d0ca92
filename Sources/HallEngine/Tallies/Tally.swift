// SPDX-License-Identifier: Apache-2.0

/// Count, sum and sum of squares of durations, kept as exact integers.
///
/// Exact sums do not depend on the order of the observations, so tallies of parallel runs merge
/// without rounding. Squares are exact for values below 2^48 µs (8.9 years) and up to 2^32 of
/// them, and wrap beyond.
package struct Tally: Sendable, Hashable, BitwiseCopyable {
  /// The number of observations.
  package private(set) var count: Int = 0
  /// The sum in microseconds.
  package private(set) var sum: Int128 = 0
  /// The sum of squares in square microseconds.
  package private(set) var squares: UInt128 = 0
  /// The largest observation; 0 without any.
  package private(set) var maximum: Int64 = 0

  /// Creates an empty tally.
  package init() {}

  /// Adds an observation that is not negative.
  @inline(__always)
  package mutating func add(_ value: Int64) {
    count &+= 1
    sum &+= Int128(value)
    let square = value.magnitude.multipliedFullWidth(by: value.magnitude)
    squares &+= UInt128(square.high) &<< 64 | UInt128(square.low)
    if value > maximum { maximum = value }
  }

  /// Adds a number of observations that are 0.
  mutating func addZeros(_ number: Int) { count &+= number }

  /// Adds the observations of another tally.
  package mutating func merge(_ other: Tally) {
    count &+= other.count
    sum &+= other.sum
    squares &+= other.squares
    maximum = max(maximum, other.maximum)
  }

  /// Returns the observations added after an earlier state of this tally; the largest is kept.
  func since(_ earlier: Tally) -> Tally {
    var tally = self
    tally.count &-= earlier.count
    tally.sum &-= earlier.sum
    tally.squares &-= earlier.squares
    return tally
  }

  /// The mean in microseconds; `nil` without observations.
  package var mean: Double? {
    count == 0 ? nil : Double(sum) / Double(count)
  }

  /// The variance with divisor n - 1, in square microseconds; `nil` with fewer than two.
  package var variance: Double? {
    guard count > 1 else { return nil }
    let n = Double(count)
    let mean = Double(sum) / n
    // The subtraction loses at most the digits by which sd is smaller than the mean.
    return max(0, (Double(squares) - mean * Double(sum)) / (n - 1))
  }
}
