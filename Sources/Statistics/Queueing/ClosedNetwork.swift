// SPDX-License-Identifier: Apache-2.0

/// A closed network: a fixed number of customers goes round between single servers and delays.
///
/// Source: mean value analysis, Reiser and Lavenberg, Journal of the ACM 27 (1980) 313,
/// <https://doi.org/10.1145/322186.322195>. Exact for exponential service, first come first served,
/// and for delays of any law (Baskett, Chandy, Muntz and Palacios, Journal of the ACM 22 (1975)
/// 248).
package struct ClosedNetwork: Hashable, Sendable {
  /// A single server.
  package struct Station: Hashable, Sendable {
    /// Visits on one round.
    package let visits: Double

    /// The mean service time of a visit.
    package let meanService: Double

    /// Creates a station.
    package init(visits: Double, meanService: Double) {
      self.visits = visits
      self.meanService = meanService
    }
  }

  /// The stations in the order given.
  package let stations: [Station]

  /// Rounds per unit of time, over all customers.
  package let throughput: Double

  /// The mean number that waits or is served, by station.
  package let meanNumbers: [Double]

  /// Solves the network; `delay` is the mean time a customer spends elsewhere on one round.
  ///
  /// - Throws: `parameterOutOfRange` for customers outside `1...1000000`, no time at all on a round
  ///   or a parameter outside its range.
  /// - Complexity: O(customers × stations)
  package init(
    customers: Int, delay: Double, stations: [Station]
  ) throws(StatisticsError) {
    guard (1...1_000_000).contains(customers) else {
      throw .outOfRange("a closed network has 1 to 1000000 customers, not \(customers)")
    }
    let demands = stations.map { $0.visits * $0.meanService }
    guard delay >= 0, delay.isFinite, demands.allSatisfy({ $0 >= 0 && $0.isFinite }),
      delay + demands.reduce(0, +) > 0
    else {
      throw .outOfRange("visits, services and the delay must be zero or more, and not all zero")
    }
    var numbers = [Double](repeating: 0, count: stations.count)
    var throughput = 0.0
    for population in 1...customers {
      // An arrival sees the network as it is with one customer less.
      let stays = zip(demands, numbers).map { $0 * (1 + $1) }
      throughput = Double(population) / (delay + stays.reduce(0, +))
      for index in stays.indices { numbers[index] = throughput * stays[index] }
    }
    self.stations = stations
    self.throughput = throughput
    meanNumbers = numbers
  }

  /// Returns the share of time a station is busy.
  package func utilisation(_ station: Int) -> Double {
    throughput * stations[station].visits * stations[station].meanService
  }

  /// Returns the mean wait at a station, all visits taken alike; zero where nobody comes.
  package func meanWait(_ station: Int) -> Double {
    let rate = throughput * stations[station].visits
    return rate > 0 ? meanNumbers[station] / rate - stations[station].meanService : 0
  }
}
