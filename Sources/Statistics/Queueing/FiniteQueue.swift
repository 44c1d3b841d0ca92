// SPDX-License-Identifier: Apache-2.0

/// The queue M/M/c/K in its steady state: at most `K` wait or are served, further arrivals are
/// refused.
///
/// Source: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th edition
/// (2008), section 2.5.
package struct FiniteQueue: Hashable, Sendable {
  /// The rate of arrivals that are let in.
  package let admittedRate: Double

  /// The chance that an arrival is refused.
  package let refusalProbability: Double

  /// The chance that an arrival who is let in has to wait.
  package let waitProbability: Double

  /// The mean number that waits.
  package let meanQueueLength: Double

  /// The mean number that waits or is served.
  package let meanNumber: Double

  /// The share of time each server is busy.
  package let utilisation: Double

  /// The mean wait of those let in.
  package var meanWait: Double { admittedRate > 0 ? meanQueueLength / admittedRate : 0 }

  /// Creates the queue; `capacity` counts those in service too.
  ///
  /// - Throws: `parameterOutOfRange` for a parameter outside its range or a capacity below the
  ///   servers; `noConvergence` beyond two million states.
  /// - Complexity: O(capacity)
  package init(
    arrivalRate: Double, serviceRate: Double, servers: Int, capacity: Int
  ) throws(StatisticsError) {
    _ = try OfferedLoad(arrivalRate: arrivalRate, meanService: 1 / serviceRate)
    try OfferedLoad.validate(servers: servers)
    guard capacity >= servers else {
      throw .outOfRange("a capacity of \(capacity) is below the \(servers) servers")
    }
    let chain = try BirthDeathChain(
      reference: servers, capacity: capacity,
      birth: { _ in arrivalRate },
      death: { Double(min($0, servers)) * serviceRate })
    let probabilities = chain.probabilities
    refusalProbability = capacity < probabilities.count ? probabilities[capacity] : 0
    admittedRate = arrivalRate * (1 - refusalProbability)
    var waiting = 0.0
    var queue = 0.0
    var busy = 0.0
    for (state, probability) in probabilities.enumerated() {
      busy += probability * Double(min(state, servers))
      queue += probability * Double(max(0, state - servers))
      if state >= servers, state < capacity { waiting += probability }
    }
    waitProbability = refusalProbability < 1 ? waiting / (1 - refusalProbability) : 0
    meanQueueLength = queue
    meanNumber = queue + busy
    utilisation = busy / Double(servers)
  }
}
