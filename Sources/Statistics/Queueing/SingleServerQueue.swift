// SPDX-License-Identifier: Apache-2.0

/// The queue M/G/1 in its steady state: Poisson arrivals, one server, any service time, first come
/// first served.
///
/// Source: the formula of Pollaczek (1930) and Khinchine (1932), as in Gross, Shortle, Thompson
/// and Harris, Fundamentals of Queueing Theory, 4th edition (2008), section 5.1.
package struct SingleServerQueue: Hashable, Sendable {
  /// The load and its arrival rate.
  package let load: OfferedLoad

  /// The squared coefficient of variation of the service time: zero constant, one exponential.
  package let squaredVariation: Double

  /// Creates the queue M/G/1.
  ///
  /// - Throws: `parameterOutOfRange` for a parameter outside its range; `unstable` unless the load
  ///   is below one.
  package init(
    arrivalRate: Double, meanService: Double, squaredVariation: Double
  ) throws(StatisticsError) {
    load = try OfferedLoad(arrivalRate: arrivalRate, meanService: meanService)
    guard squaredVariation.isFinite, squaredVariation >= 0 else {
      throw .outOfRange(
        "the squared coefficient of variation must be zero or more, not \(squaredVariation)")
    }
    try load.validateStable(servers: 1)
    self.squaredVariation = squaredVariation
  }

  /// Creates the queue M/D/1, whose service time is constant.
  ///
  /// - Throws: as ``init(arrivalRate:meanService:squaredVariation:)``.
  package init(arrivalRate: Double, constantService: Double) throws(StatisticsError) {
    try self.init(arrivalRate: arrivalRate, meanService: constantService, squaredVariation: 0)
  }

  /// The share of time the server is busy, which is the chance that an arrival has to wait.
  package var utilisation: Double { load.erlangs }

  /// The mean wait, `ρ (1 + cv²) E[S] / (2 (1 - ρ))`.
  package var meanWait: Double {
    load.erlangs * (1 + squaredVariation) / 2 * load.meanService / (1 - load.erlangs)
  }

  /// The mean wait plus the mean service.
  package var meanSojourn: Double { meanWait + load.meanService }

  /// The mean number that waits.
  package var meanQueueLength: Double { load.arrivalRate * meanWait }

  /// The mean number that waits or is served.
  package var meanNumber: Double { meanQueueLength + load.erlangs }
}
