// SPDX-License-Identifier: Apache-2.0

import Statistics

/// Sums and maxima of independent exponential times.
enum ExponentialSums {
  /// Returns the time that the sum of two exponential times with different rates does not exceed with
  /// probability `p`, by halving.
  static func quantile(_ p: Double, rates first: Double, _ second: Double) -> Double {
    func tail(_ t: Double) -> Double {
      (second * Elementary.exp(-first * t) - first * Elementary.exp(-second * t)) / (second - first)
    }
    var low = 0.0
    var high = 1.0
    while tail(high) > 1 - p { high *= 2 }
    for _ in 0..<80 {
      let middle = (low + high) / 2
      if tail(middle) > 1 - p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  /// Returns the mean of the largest of three exponential times, by inclusion and exclusion.
  static func meanOfLargest(means a: Double, _ b: Double, _ c: Double) -> Double {
    func meanOfLeast(_ means: Double...) -> Double { 1 / means.reduce(0) { $0 + 1 / $1 } }
    return a + b + c - meanOfLeast(a, b) - meanOfLeast(a, c) - meanOfLeast(b, c)
      + meanOfLeast(a, b, c)
  }
}
