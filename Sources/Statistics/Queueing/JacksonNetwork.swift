// SPDX-License-Identifier: Apache-2.0

/// An open network of M/M/c stations with random routing, in its steady state.
///
/// Source: Jackson, Operations Research 5 (1957) 518, <https://doi.org/10.1287/opre.5.4.518>: each
/// station behaves as if its arrivals were Poisson at the rate the traffic equations give.
package struct JacksonNetwork: Hashable, Sendable {
  /// What a station has to work with.
  package struct Station: Hashable, Sendable {
    /// Services per unit of time of one server.
    package let serviceRate: Double

    /// The number of servers.
    package let servers: Int

    /// Creates a station.
    package init(serviceRate: Double, servers: Int) {
      self.serviceRate = serviceRate
      self.servers = servers
    }
  }

  /// The steady state of each station in the order given.
  package let queues: [MultiServerQueue]

  /// Arrivals from outside per unit of time, over all stations.
  package let externalRate: Double

  /// The mean number in the network.
  package var meanNumber: Double { queues.reduce(0) { $0 + $1.meanNumber } }

  /// The mean time from arrival to departure by Little's law; nil when no one arrives.
  package var meanSojourn: Double? { externalRate > 0 ? meanNumber / externalRate : nil }

  /// Creates the network; `routing[i][j]` is the chance to go from station `i` to station `j`.
  ///
  /// - Throws: as ``trafficRates(external:routing:)``, and as M/M/c for each station.
  package init(
    external: [Double], routing: [[Double]], stations: [Station]
  ) throws(StatisticsError) {
    guard stations.count == external.count else {
      throw .outOfRange("\(stations.count) stations have \(external.count) external rates")
    }
    let rates = try Self.trafficRates(external: external, routing: routing)
    var queues: [MultiServerQueue] = []
    for (rate, station) in zip(rates, stations) {
      queues.append(
        try MultiServerQueue(
          arrivalRate: rate, serviceRate: station.serviceRate, servers: station.servers))
    }
    self.queues = queues
    externalRate = external.reduce(0, +)
  }

  /// Returns the arrival rate at each station, the solution of `λ = γ + Pᵀ λ`.
  ///
  /// The equations hold for any service times and discipline, as long as work does not pile up.
  ///
  /// - Throws: `parameterOutOfRange` for shapes that do not match, a rate below zero or a row of
  ///   routing that is no distribution; `singular` where some stations are never left.
  /// - Complexity: O(n³)
  package static func trafficRates(
    external: [Double], routing: [[Double]]
  ) throws(StatisticsError) -> [Double] {
    let n = external.count
    guard routing.count == n, routing.allSatisfy({ $0.count == n }) else {
      throw .outOfRange("\(n) stations need a routing matrix of \(n) by \(n)")
    }
    guard external.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw .outOfRange("external arrival rates must be zero or more")
    }
    for (station, row) in routing.enumerated() {
      guard row.allSatisfy({ $0 >= 0 }), row.reduce(0, +) <= 1 + 1e-12 else {
        throw .outOfRange(
          "the routing from station \(station + 1) must be chances that sum to at most 1")
      }
    }
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for row in 0..<n {
      for column in 0..<n { matrix[row][column] = (row == column ? 1 : 0) - routing[column][row] }
    }
    // The exact solution is never negative; what rounding leaves below zero is zero.
    return try LinearSystem.solve(matrix, external).map { max(0, $0) }
  }
}
