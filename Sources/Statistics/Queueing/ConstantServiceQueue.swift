// SPDX-License-Identifier: Apache-2.0

/// The queue M/D/c in its steady state: Poisson arrivals, `c` servers, one constant service time,
/// first come first served.
///
/// With constant service every `c`-th customer meets the same server, so that the wait is the
/// maximum of a random walk with steps `D - Erlang(c, λ)`; Spitzer's identity (Transactions of the
/// AMS 82 (1956) 323) turns its mean and its chance of zero into sums of Poisson tails. The same
/// sums are due to Crommelin, P.O. Electrical Engineers' Journal 25 (1932) 41.
package struct ConstantServiceQueue: Hashable, Sendable {
  /// The load and its arrival rate.
  package let load: OfferedLoad

  /// The number of servers.
  package let servers: Int

  /// The chance that an arrival has to wait.
  package let waitProbability: Double

  /// The mean wait of all arrivals.
  package let meanWait: Double

  /// The mean number that waits.
  package var meanQueueLength: Double { load.arrivalRate * meanWait }

  /// The most terms of the sums that are taken.
  private static let termLimit = 60_000

  /// Creates the queue.
  ///
  /// - Throws: `parameterOutOfRange` or `unstable` as for M/M/c; `noConvergence` where the load is
  ///   so close to the servers that the sums would take more than 60 000 terms (for one server
  ///   above about 0.96, for ten above about 0.988).
  /// - Complexity: the number of terms grows as `servers / (servers - load)²`.
  package init(
    arrivalRate: Double, constantService: Double, servers: Int
  ) throws(StatisticsError) {
    load = try OfferedLoad(arrivalRate: arrivalRate, meanService: constantService)
    self.servers = servers
    try load.validateStable(servers: servers)
    let erlangs = load.erlangs
    guard erlangs > 0 else {
      waitProbability = 0
      meanWait = 0
      return
    }
    let count = Double(servers)
    // By Chernoff's bound the n-th Poisson tail is at most exp(-rate n).
    let slack = (erlangs - count) / count
    let rate = count * (slack - Elementary.log1p(slack))
    guard 40 / rate <= Double(Self.termLimit) else {
      throw StatisticsError(
        .noConvergence, "a load of \(erlangs) is too close to \(servers) servers for M/D/c")
    }
    var zeroExponent = 0.0
    var sum = 0.0
    for term in 1...Self.termLimit {
      let n = Double(term)
      let mean = n * erlangs
      let tail = GammaFunctions.lower(n * count, mean)
      let point = GammaFunctions.prefactor(n * count, mean) / (n * count)
      // D P(N ≥ nc) - (c/λ) P(N > nc), with P(N > nc) = P(N ≥ nc) - P(N = nc).
      let gain = count / erlangs * point - (count / erlangs - 1) * tail
      zeroExponent += tail / n
      sum += max(0, gain)
      if tail < zeroExponent * 1e-17, gain < sum * 1e-17 || gain < 1e-300 { break }
    }
    waitProbability = -Elementary.expm1(-zeroExponent)
    meanWait = sum * load.meanService
  }
}
