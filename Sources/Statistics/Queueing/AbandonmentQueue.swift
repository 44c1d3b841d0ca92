// SPDX-License-Identifier: Apache-2.0

/// The queue M/M/c+M (Erlang A) in its steady state: who waits gives up after an exponential
/// patience.
///
/// Source: Palm (1957); Mandelbaum and Zeltyn, Service Engineering in Action: the Palm/Erlang-A
/// Queue (2007). Sums run over the states of the birth–death chain.
package struct AbandonmentQueue: Hashable, Sendable {
  /// Arrivals per unit of time.
  package let arrivalRate: Double

  /// The number of servers.
  package let servers: Int

  /// The chance that an arrival has to wait.
  package let waitProbability: Double

  /// The chance that an arrival gives up.
  package let abandonmentProbability: Double

  /// The mean number that waits.
  package let meanQueueLength: Double

  /// The share of time each server is busy.
  package let utilisation: Double

  /// The mean wait of those who are served in the end; nil when no one arrives.
  package let meanWaitOfServed: Double?

  /// The mean wait of all arrivals, until service or until giving up.
  package var meanWait: Double { arrivalRate > 0 ? meanQueueLength / arrivalRate : 0 }

  /// Creates the queue; `patienceRate` is one over the mean patience.
  ///
  /// A patience rate of zero gives M/M/c. With any other rate every load has a steady state.
  ///
  /// - Throws: `parameterOutOfRange` for a parameter outside its range; `unstable` without
  ///   abandonment unless the load is below the servers; `noConvergence` beyond two million
  ///   states.
  /// - Complexity: O(states)
  package init(
    arrivalRate: Double, serviceRate: Double, patienceRate: Double, servers: Int
  ) throws(StatisticsError) {
    let load = try OfferedLoad(arrivalRate: arrivalRate, meanService: 1 / serviceRate)
    try OfferedLoad.validate(servers: servers)
    guard patienceRate.isFinite, patienceRate >= 0 else {
      throw .outOfRange("the patience rate must be zero or more, not \(patienceRate)")
    }
    if patienceRate == 0 { try load.validateStable(servers: servers) }
    let full = Double(servers) * serviceRate
    let chain = try BirthDeathChain(
      reference: servers,
      birth: { _ in arrivalRate },
      death: { state in
        state <= servers
          ? Double(state) * serviceRate : full + Double(state - servers) * patienceRate
      })
    var waiting = 0.0
    var queue = 0.0
    var busy = 0.0
    var served = 0.0
    var servedWait = 0.0
    var path = 0.0
    for (state, probability) in chain.probabilities.enumerated() {
      busy += probability * Double(min(state, servers))
      guard state >= servers else {
        served += probability
        continue
      }
      let ahead = Double(state - servers)
      waiting += probability
      queue += probability * ahead
      // Someone who finds `ahead` waiting passes ahead + 1 stages. How long a stage lasts does not
      // depend on how it ends, so being served leaves the mean of the sum as it is.
      let stage = full + (ahead + 1) * patienceRate
      path += 1 / stage
      served += probability * full / stage
      servedWait += probability * full / stage * path
    }
    self.arrivalRate = arrivalRate
    self.servers = servers
    waitProbability = waiting
    meanQueueLength = queue
    utilisation = busy / Double(servers)
    abandonmentProbability = arrivalRate > 0 ? patienceRate * queue / arrivalRate : 0
    meanWaitOfServed = arrivalRate > 0 && served > 0 ? servedWait / served : nil
  }
}
