// SPDX-License-Identifier: Apache-2.0

/// The queue M/M/c+D in its steady state: who waits gives up after a patience that is the same for
/// all.
///
/// Source: Baccelli and Hébuterne, On queues with impatient customers, Performance '81, 159, for
/// M/M/c+G; the form is that of Zeltyn and Mandelbaum, Queueing Systems 51 (2005) 361,
/// <https://doi.org/10.1007/s11134-005-3699-8>. The wait offered to an arrival has the density
/// `λ p(c - 1) exp((λ - cμ) x)` up to the patience and falls as `exp(-cμ x)` beyond.
package struct ConstantPatienceQueue: Hashable, Sendable {
  /// Arrivals per unit of time.
  package let arrivalRate: Double

  /// The number of servers.
  package let servers: Int

  /// The chance that an arrival has to wait.
  package let waitProbability: Double

  /// The chance that an arrival gives up.
  package let abandonmentProbability: Double

  /// The mean wait of all arrivals, until service or until giving up.
  package let meanWait: Double

  /// The share of time each server is busy.
  package let utilisation: Double

  /// The mean number that waits.
  package var meanQueueLength: Double { arrivalRate * meanWait }

  /// Creates the queue; every load has a steady state.
  ///
  /// - Throws: `parameterOutOfRange` for a parameter outside its range.
  /// - Complexity: O(servers)
  package init(
    arrivalRate: Double, serviceRate: Double, patience: Double, servers: Int
  ) throws(StatisticsError) {
    let load = try OfferedLoad(arrivalRate: arrivalRate, meanService: 1 / serviceRate)
    guard patience.isFinite, patience >= 0, arrivalRate > 0 else {
      throw .outOfRange("patience must be zero or more and arrivals above zero")
    }
    try OfferedLoad.validate(servers: servers)
    let full = Double(servers) * serviceRate
    let growth = arrivalRate - full
    // Integrals of exp(growth x) and x exp(growth x) from zero to the patience.
    let area: Double
    let moment: Double
    let exponent = growth * patience
    if exponent.magnitude < 1e-5 {
      area = patience * (1 + exponent / 2)
      moment = patience * patience * (0.5 + exponent / 3)
    } else {
      area = Elementary.expm1(exponent) / growth
      moment = (patience * Elementary.exp(exponent) - area) / growth
    }
    let beyond = Elementary.exp(exponent) / full
    // The states below c over the one at c - 1, which is one over Erlang B at c - 1 servers.
    let blocked = try ErlangFormulas.loss(erlangs: load.erlangs, servers: servers - 1)
    let total = 1 / blocked + arrivalRate * (area + beyond)
    self.arrivalRate = arrivalRate
    self.servers = servers
    waitProbability = arrivalRate * (area + beyond) / total
    abandonmentProbability = arrivalRate * beyond / total
    meanWait = arrivalRate * (moment + patience * beyond) / total
    utilisation = load.erlangs * (1 - abandonmentProbability) / Double(servers)
  }
}
