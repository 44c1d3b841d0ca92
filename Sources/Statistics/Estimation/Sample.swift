// SPDX-License-Identifier: Apache-2.0

/// A sample kept whole and in order, for its quantiles.
package struct Sample: Hashable, Sendable {
  /// The finite values in ascending order.
  package let sorted: [Double]

  /// The number of values left out because they were not finite.
  package let missing: Int

  /// Creates a sample; NaN and infinite values are left out and counted.
  ///
  /// - Complexity: O(n log n)
  package init(_ values: [Double]) {
    sorted = values.filter(\.isFinite).sorted()
    missing = values.count - sorted.count
  }

  /// The number of values.
  package var count: Int { sorted.count }

  /// The mean and the higher moments, summed in ascending order.
  package var moments: RunningMoments { RunningMoments(sorted) }

  /// The median, nil for an empty sample.
  package var median: Double? { quantile(0.5) }

  /// Returns the quantile of order `p`, nil for an empty sample or `p` outside `0...1`.
  ///
  /// Definition 7 of Hyndman and Fan, The American Statistician 50 (1996) 361,
  /// <https://doi.org/10.1080/00031305.1996.10473566>: linear interpolation between the order
  /// statistics around position `(n - 1) p`, counted from zero.
  ///
  /// - Complexity: O(1)
  package func quantile(_ p: Double) -> Double? {
    guard let last = sorted.last, p >= 0, p <= 1 else { return nil }
    let position = Double(count - 1) * p
    let below = Int(position)
    guard below + 1 < count else { return last }
    let fraction = position - Double(below)
    return sorted[below] + fraction * (sorted[below + 1] - sorted[below])
  }

  /// Returns the share of values at or below `limit`, nil for an empty sample.
  ///
  /// - Complexity: O(log n)
  package func share(upTo limit: Double) -> Double? {
    guard !sorted.isEmpty, !limit.isNaN else { return nil }
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return Double(low) / Double(count)
  }
}
