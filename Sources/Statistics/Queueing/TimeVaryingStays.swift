// SPDX-License-Identifier: Apache-2.0

/// The system M(t)/G/∞ from empty: everyone is served at once and the arrival rate changes with
/// time, such as cases that lie in a waiting period.
///
/// Source: Eick, Massey and Whitt, Operations Research 41 (1993) 731,
/// <https://doi.org/10.1287/opre.41.4.731>: the number in service is Poisson, and its mean is
/// the integral of the rate times the chance to be there still.
package struct TimeVaryingStays: Sendable {
  /// A part of the time with a constant rate.
  package struct Segment: Hashable, Sendable {
    /// How long it lasts, above zero.
    package let duration: Double

    /// Arrivals per unit of time, zero or more.
    package let arrivalRate: Double

    /// Creates a segment.
    package init(duration: Double, arrivalRate: Double) {
      self.duration = duration
      self.arrivalRate = arrivalRate
    }
  }

  private let segments: [Segment]
  private let meanUpTo: @Sendable (Double) -> Double

  /// Creates the system; `meanUpTo(x)` is the mean of the lesser of a stay and `x`.
  ///
  /// - Throws: `parameterOutOfRange` for a segment outside its range.
  package init(
    segments: [Segment], meanUpTo: @escaping @Sendable (Double) -> Double
  ) throws(StatisticsError) {
    for segment in segments {
      guard segment.duration > 0, segment.duration.isFinite, segment.arrivalRate >= 0,
        segment.arrivalRate.isFinite
      else { throw .outOfRange("a segment needs a duration above zero and a rate of zero or more") }
    }
    self.segments = segments
    self.meanUpTo = meanUpTo
  }

  /// Returns the mean number in service at a time after the start, which is also its variance.
  ///
  /// - Complexity: O(segments)
  package func meanNumber(at time: Double) -> Double {
    var start = 0.0
    var sum = 0.0
    for segment in segments where start < time {
      let end = min(time, start + segment.duration)
      sum += segment.arrivalRate * (meanUpTo(time - start) - meanUpTo(time - end))
      start += segment.duration
    }
    return sum
  }
}
