// SPDX-License-Identifier: Apache-2.0

/// The queue M/M/1 whose server breaks down, idle or busy, and is repaired: times between repair and
/// breakdown and times of repair are exponential, and an interrupted service goes on afterwards.
///
/// With α the rate of breakdowns and β that of repairs, the generating functions of the number inside
/// while the server is whole and while it is down solve two linear equations; their derivatives at one
/// give the mean.
///
/// Source: White and Christie, Operations Research 6 (1958) 79, <https://doi.org/10.1287/opre.6.1.79>;
/// Avi-Itzhak and Naor, Operations Research 11 (1963) 303, <https://doi.org/10.1287/opre.11.3.303>.
package struct UnreliableServerQueue: Hashable, Sendable {
  /// The load and its arrival rate.
  package let load: OfferedLoad

  /// The share of time in which the server is whole, `β / (α + β)`.
  package let availability: Double

  /// The mean number that waits or is served.
  package let meanNumber: Double

  /// Creates the queue.
  ///
  /// - Throws: `parameterOutOfRange` for a parameter outside its range; `unstable` unless the load
  ///   is below the availability.
  package init(
    arrivalRate: Double, meanService: Double, meanUp: Double, meanRepair: Double
  ) throws(StatisticsError) {
    load = try OfferedLoad(arrivalRate: arrivalRate, meanService: meanService)
    guard meanUp > 0, meanUp.isFinite, meanRepair > 0, meanRepair.isFinite else {
      throw .outOfRange(
        "times up and of repair must be above zero and finite, not \(meanUp) and \(meanRepair)")
    }
    availability = meanUp / (meanUp + meanRepair)
    let (rate, alpha, beta) = (1 / meanService, 1 / meanUp, 1 / meanRepair)
    guard load.erlangs < availability else {
      throw .unstable(load: load.erlangs / availability, servers: 1)
    }
    let idle = availability - load.erlangs
    let pole = rate - arrivalRate - alpha * arrivalRate / beta
    let slope = arrivalRate + alpha * arrivalRate * (beta + arrivalRate) / (beta * beta)
    let whileWhole = rate * idle * slope / (pole * pole)
    meanNumber =
      whileWhole * (1 + alpha / beta) + alpha * availability * arrivalRate / (beta * beta)
  }

  /// The mean time in the system, by Little's law.
  package var meanSojourn: Double {
    load.arrivalRate > 0 ? meanNumber / load.arrivalRate : load.meanService
  }
}
