// SPDX-License-Identifier: Apache-2.0

/// The queue M^[X]/G/1 in its steady state: batches arrive by a Poisson process, one server serves
/// their members one by one, first come first served.
///
/// Source: Chaudhry and Templeton, A First Course in Bulk Queues (1983), chapter 3; for
/// exponential service Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th
/// edition (2008), section 3.1. A member waits for what its batch finds, as a customer of M/G/1
/// whose service is that of a whole batch, and for the members before it.
package struct BatchArrivalQueue: Hashable, Sendable {
  /// The load of single members and their arrival rate.
  package let load: OfferedLoad

  /// The mean size of a batch, one or more.
  package let meanSize: Double

  /// The mean square of the size of a batch.
  package let meanSquareSize: Double

  /// The squared coefficient of variation of the service time of a member.
  package let squaredVariation: Double

  /// Creates the queue; `batchRate` counts batches.
  ///
  /// - Throws: `parameterOutOfRange` for a parameter outside its range or a mean square below the
  ///   square of the mean; `unstable` unless the load is below one.
  package init(
    batchRate: Double, meanSize: Double, meanSquareSize: Double, meanService: Double,
    squaredVariation: Double
  ) throws(StatisticsError) {
    guard meanSize >= 1, meanSize.isFinite, meanSquareSize.isFinite,
      meanSquareSize >= meanSize * meanSize * (1 - 1e-12)
    else {
      throw .outOfRange(
        "batches need a mean size of one or more and a mean square of at least its square, "
          + "not \(meanSize) and \(meanSquareSize)")
    }
    guard squaredVariation.isFinite, squaredVariation >= 0 else {
      throw .outOfRange(
        "the squared coefficient of variation must be zero or more, not \(squaredVariation)")
    }
    load = try OfferedLoad(arrivalRate: batchRate * meanSize, meanService: meanService)
    try load.validateStable(servers: 1)
    self.meanSize = meanSize
    self.meanSquareSize = meanSquareSize
    self.squaredVariation = squaredVariation
  }

  /// The share of time the server is busy.
  package var utilisation: Double { load.erlangs }

  /// The mean wait of a member, those who wait zero included.
  package var meanWait: Double {
    let service = load.meanService
    let behind = (meanSquareSize / meanSize - 1) * service
    return (load.erlangs * (1 + squaredVariation) * service + behind) / (2 * (1 - load.erlangs))
  }

  /// The chance that a member has to wait: all do but the first of a batch that finds nobody.
  package var waitProbability: Double { 1 - (1 - load.erlangs) / meanSize }

  /// The mean number that waits.
  package var meanQueueLength: Double { load.arrivalRate * meanWait }

  /// The mean number that waits or is served.
  package var meanNumber: Double { meanQueueLength + load.erlangs }
}
