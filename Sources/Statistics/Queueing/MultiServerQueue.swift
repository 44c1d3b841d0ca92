// SPDX-License-Identifier: Apache-2.0

/// The queue M/M/c in its steady state: Poisson arrivals, exponential service, `c` equal servers,
/// first come first served.
///
/// Source: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th edition
/// (2008), section 2.3. Times and rates share one unit.
package struct MultiServerQueue: Hashable, Sendable {
  /// The load and its arrival rate.
  package let load: OfferedLoad

  /// The number of servers.
  package let servers: Int

  /// The chance that an arrival has to wait (Erlang C).
  package let waitProbability: Double

  /// Creates the queue.
  ///
  /// - Throws: `parameterOutOfRange` for a rate or a number of servers outside its range;
  ///   `unstable` unless the load is below the servers.
  /// - Complexity: O(servers)
  package init(
    arrivalRate: Double, serviceRate: Double, servers: Int
  ) throws(StatisticsError) {
    load = try OfferedLoad(arrivalRate: arrivalRate, meanService: 1 / serviceRate)
    self.servers = servers
    waitProbability = try ErlangFormulas.waitProbability(erlangs: load.erlangs, servers: servers)
  }

  /// The share of time each server is busy.
  package var utilisation: Double { load.erlangs / Double(servers) }

  /// The mean wait of all arrivals, those who wait zero included.
  package var meanWait: Double { waitProbability / spareRate }

  /// The mean wait plus the mean service.
  package var meanSojourn: Double { meanWait + load.meanService }

  /// The mean number that waits.
  package var meanQueueLength: Double { load.arrivalRate * meanWait }

  /// The mean number that waits or is served.
  package var meanNumber: Double { meanQueueLength + load.erlangs }

  /// Returns the chance of a wait above `time`; one below zero.
  package func waitTail(beyond time: Double) -> Double {
    time < 0 ? 1 : waitProbability * Elementary.exp(-spareRate * time)
  }

  /// Returns the wait that is not exceeded with probability `p`, nil unless `0 ≤ p < 1`.
  package func waitQuantile(_ p: Double) -> Double? {
    guard p >= 0, p < 1 else { return nil }
    return 1 - p >= waitProbability ? 0 : Elementary.log(waitProbability / (1 - p)) / spareRate
  }

  /// The rate at which the servers outrun the arrivals, `cμ - λ`.
  private var spareRate: Double {
    (Double(servers) - load.erlangs) / load.meanService
  }
}
