// SPDX-License-Identifier: Apache-2.0

/// The system M/G/∞ in its steady state: everyone is served at once, such as cases that wait for
/// a fixed period to run out.
///
/// Source: Takács, Introduction to the Theory of Queues (1962), chapter 3: the number in service
/// is Poisson with the offered load as its mean, whatever the distribution of the service time.
package struct InfiniteServerQueue: Hashable, Sendable {
  /// The load and its arrival rate.
  package let load: OfferedLoad

  /// Creates the system.
  ///
  /// - Throws: `parameterOutOfRange` for a rate or a time outside its range.
  package init(arrivalRate: Double, meanService: Double) throws(StatisticsError) {
    load = try OfferedLoad(arrivalRate: arrivalRate, meanService: meanService)
  }

  /// The mean number in service, which is also its variance.
  package var meanNumber: Double { load.erlangs }

  /// The distribution of the number in service.
  package var distribution: PoissonDistribution { PoissonDistribution(mean: load.erlangs) }

  /// Returns the chance that more than `count` are in service at a moment.
  package func probability(above count: Int) -> Double {
    guard count < Int.max else { return 0 }
    return distribution.probability(ofAtLeast: count + 1)
  }

  /// Returns the smallest number that is not exceeded with probability `p`, nil unless
  /// `0 ≤ p < 1`.
  package func quantile(_ p: Double) -> Int? { distribution.quantile(p) }
}
