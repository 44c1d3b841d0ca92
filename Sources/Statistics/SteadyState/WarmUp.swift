// SPDX-License-Identifier: Apache-2.0

/// How much of a run's beginning to leave out, found by the MSER-5 rule.
///
/// MSER: White, Simulation 69 (1997) 323, <https://doi.org/10.1177/003754979706900601>; batches of
/// five: White, Cobb and Spratt, Proceedings of the Winter Simulation Conference 2000, 755. The
/// rule takes the cut that makes the interval of what remains shortest, that is, smallest
/// `Σ(z - z̄)² / m²` over the `m` batches kept. That a cut in the last half means too short a run is
/// the advice of Franklin and White, Proceedings of the Winter Simulation Conference 2008, 541.
package struct WarmUp: Hashable, Sendable {
  /// The number of leading observations to leave out, a multiple of the batch size.
  package let truncation: Int

  /// The smallest value of the statistic.
  package let statistic: Double

  /// Whether the cut lies inside the first half of the run.
  ///
  /// False means that the run is too short to show its steady state, or has none.
  package let isConclusive: Bool

  /// Finds the warm-up of one series of observations; nil with fewer than ten batches or a value
  /// that is not finite.
  ///
  /// A cut keeps a tenth of the batches and no fewer than ten, since the statistic of a few last
  /// batches is small by chance; in a run of under twenty it keeps half. Of equal cuts the earliest
  /// wins. Average several replications with ``meanSeries(of:)`` before, as one alone is noisy.
  ///
  /// - Complexity: O(n)
  package init?(_ series: [Double], batchSize: Int = 5) {
    guard batchSize > 0, series.allSatisfy(\.isFinite) else { return nil }
    let count = series.count / batchSize
    guard count >= 10 else { return nil }
    let batches = (0..<count).map { batch in
      let start = batch * batchSize
      return series[start..<(start + batchSize)].reduce(0, +) / Double(batchSize)
    }
    let lastCut = max(count / 2, count - max(10, count / 10))
    var kept = RunningMoments()
    var best = Double.infinity
    var bestCut = 0
    // From the end, each batch joins a running variance, so all cuts cost one pass.
    for cut in stride(from: count - 1, through: 0, by: -1) {
      kept.add(batches[cut])
      guard cut <= lastCut else { continue }
      let size = Double(kept.count)
      let value = kept.sumOfSquares / (size * size)
      if value <= best {
        best = value
        bestCut = cut
      }
    }
    truncation = bestCut * batchSize
    statistic = best
    isConclusive = bestCut < count / 2
  }

  /// Returns the mean over replications at each position, up to the length of the shortest.
  ///
  /// Source: Welch, in Lavenberg (ed.), Computer Performance Modeling Handbook (1983).
  package static func meanSeries(of replications: [[Double]]) -> [Double] {
    guard let length = replications.map(\.count).min() else { return [] }
    return (0..<length).map { position in
      replications.reduce(0) { $0 + $1[position] } / Double(replications.count)
    }
  }
}
