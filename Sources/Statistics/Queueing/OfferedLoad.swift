// SPDX-License-Identifier: Apache-2.0

/// The work that arrives per unit of time, in servers (erlangs).
package struct OfferedLoad: Hashable, Sendable {
  /// The most servers a formula of this library takes.
  package static let serverLimit = 1_000_000

  /// Arrivals per unit of time.
  package let arrivalRate: Double

  /// The mean service time in the same unit.
  package let meanService: Double

  /// Creates a load.
  ///
  /// - Throws: `parameterOutOfRange` unless the rate is zero or more, the service time above zero
  ///   and both finite.
  package init(arrivalRate: Double, meanService: Double) throws(StatisticsError) {
    guard arrivalRate.isFinite, arrivalRate >= 0 else {
      throw .outOfRange("the arrival rate must be zero or more and finite, not \(arrivalRate)")
    }
    guard meanService.isFinite, meanService > 0, (arrivalRate * meanService).isFinite else {
      throw .outOfRange("the mean service time must be above zero and finite, not \(meanService)")
    }
    self.arrivalRate = arrivalRate
    self.meanService = meanService
  }

  /// The load in servers: arrival rate times mean service time.
  package var erlangs: Double { arrivalRate * meanService }

  /// The fewest servers that can carry the load for ever; nil beyond ``serverLimit``.
  package var minimumServers: Int? {
    guard erlangs < Double(Self.serverLimit) else { return nil }
    return Int(erlangs.rounded(.down)) + 1
  }

  /// Returns the share of time each of `servers` is busy; not below one means no steady state.
  ///
  /// - Throws: `parameterOutOfRange` unless `servers` is between one and ``serverLimit``.
  package func utilisation(servers: Int) throws(StatisticsError) -> Double {
    try Self.validate(servers: servers)
    return erlangs / Double(servers)
  }

  /// Checks a number of servers.
  static func validate(servers: Int) throws(StatisticsError) {
    guard servers >= 1, servers <= serverLimit else {
      throw .outOfRange("the number of servers must be 1 to \(serverLimit), not \(servers)")
    }
  }

  /// Checks that `servers` carry the load.
  func validateStable(servers: Int) throws(StatisticsError) {
    try Self.validate(servers: servers)
    guard erlangs < Double(servers) else { throw .unstable(load: erlangs, servers: servers) }
  }
}
