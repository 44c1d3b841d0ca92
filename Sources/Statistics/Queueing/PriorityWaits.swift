// SPDX-License-Identifier: Apache-2.0

/// Mean waits of classes with priority, where a service once begun is finished.
///
/// Source: Cobham, Journal of the Operations Research Society of America 2 (1954) 70,
/// <https://doi.org/10.1287/opre.2.1.70>, with the correction in volume 3 (1955) 547. Within a
/// class the order is first come first served.
package enum PriorityWaits {
  /// A class of customers at one server.
  package struct ServiceClass: Hashable, Sendable {
    /// Arrivals per unit of time.
    package let arrivalRate: Double

    /// The mean service time in the same unit.
    package let meanService: Double

    /// The squared coefficient of variation of the service time.
    package let squaredVariation: Double

    /// Creates a class.
    package init(arrivalRate: Double, meanService: Double, squaredVariation: Double) {
      self.arrivalRate = arrivalRate
      self.meanService = meanService
      self.squaredVariation = squaredVariation
    }
  }

  /// Returns the mean wait of each class in M/G/1, the most urgent class first.
  ///
  /// - Throws: `parameterOutOfRange` for no class or a parameter outside its range; `unstable`
  ///   unless the total load is below one.
  package static func singleServer(
    _ classes: [ServiceClass]
  ) throws(StatisticsError) -> [Double] {
    var loads: [Double] = []
    var residual = 0.0
    for item in classes {
      let load = try OfferedLoad(arrivalRate: item.arrivalRate, meanService: item.meanService)
      guard item.squaredVariation.isFinite, item.squaredVariation >= 0 else {
        throw .outOfRange(
          "the squared coefficient of variation must be zero or more, "
            + "not \(item.squaredVariation)")
      }
      loads.append(load.erlangs)
      residual += load.erlangs * item.meanService * (1 + item.squaredVariation) / 2
    }
    return try waits(loads: loads, residual: residual, servers: 1)
  }

  /// Returns the mean wait of each class in M/M/c with one service rate for all, the most urgent
  /// class first.
  ///
  /// - Throws: `parameterOutOfRange` for no class or a parameter outside its range; `unstable`
  ///   unless the total load is below the servers.
  package static func multiServer(
    arrivalRates: [Double], serviceRate: Double, servers: Int
  ) throws(StatisticsError) -> [Double] {
    var loads: [Double] = []
    for rate in arrivalRates {
      let load = try OfferedLoad(arrivalRate: rate, meanService: 1 / serviceRate)
      loads.append(load.erlangs)
    }
    let waiting = try ErlangFormulas.waitProbability(
      erlangs: loads.reduce(0, +), servers: servers)
    return try waits(
      loads: loads, residual: waiting / (Double(servers) * serviceRate), servers: servers)
  }

  /// Divides the wait for the first departure by the shares of time left over by the classes
  /// above and up to each.
  private static func waits(
    loads: [Double], residual: Double, servers: Int
  ) throws(StatisticsError) -> [Double] {
    guard !loads.isEmpty else {
      throw .outOfRange("priority waits need at least one class")
    }
    let total = loads.reduce(0, +)
    guard total < Double(servers) else { throw .unstable(load: total, servers: servers) }
    var above = 0.0
    return loads.map { load in
      let upTo = above + load / Double(servers)
      defer { above = upTo }
      return residual / ((1 - above) * (1 - upTo))
    }
  }
}
