// SPDX-License-Identifier: Apache-2.0

/// The queue M/M/c//N in its steady state: `N` sources each ask for service an exponential time
/// after the last one, or after they were refused.
///
/// Source: Gross, Shortle, Thompson and Harris, Fundamentals of Queueing Theory, 4th edition
/// (2008), section 2.8 (the repair of machines); without waiting room it is Engset's loss system
/// (Engset 1918; Cooper, Introduction to Queueing Theory, 2nd edition (1981), chapter 3).
package struct FiniteSourceQueue: Hashable, Sendable {
  /// The rate of requests that are let in.
  package let admittedRate: Double

  /// The chance that a request is refused.
  package let refusalProbability: Double

  /// The chance that a request that is let in has to wait.
  package let waitProbability: Double

  /// The mean number that waits.
  package let meanQueueLength: Double

  /// The mean number that waits or is served.
  package let meanNumber: Double

  /// The share of time each server is busy.
  package let utilisation: Double

  /// The mean wait of requests that are let in.
  package var meanWait: Double { admittedRate > 0 ? meanQueueLength / admittedRate : 0 }

  /// Creates the queue; `requestRate` is that of one idle source, `capacity` counts those in
  /// service too and is all sources where it is nil.
  ///
  /// - Throws: `parameterOutOfRange` for a parameter outside its range or a capacity below the
  ///   servers.
  /// - Complexity: O(sources)
  package init(
    sources: Int, requestRate: Double, serviceRate: Double, servers: Int, capacity: Int? = nil
  ) throws(StatisticsError) {
    _ = try OfferedLoad(arrivalRate: requestRate, meanService: 1 / serviceRate)
    try OfferedLoad.validate(servers: servers)
    guard (1...BirthDeathChain.stateLimit - 1).contains(sources) else {
      throw .outOfRange(
        "the number of sources must be 1 to \(BirthDeathChain.stateLimit - 1), not \(sources)")
    }
    let places = min(capacity ?? sources, sources)
    guard capacity ?? servers >= servers else {
      throw .outOfRange("a capacity of \(places) is below the \(servers) servers")
    }
    let chain = try BirthDeathChain(
      reference: min(servers, places), capacity: places,
      birth: { Double(sources - $0) * requestRate },
      death: { Double(min($0, servers)) * serviceRate })
    var requests = 0.0
    var refused = 0.0
    var waiting = 0.0
    var queue = 0.0
    var busy = 0.0
    for (state, probability) in chain.probabilities.enumerated() {
      // A request sees the others only: states weigh by the sources that may ask.
      let rate = probability * Double(sources - state) * requestRate
      requests += rate
      if state == places { refused += rate } else if state >= servers { waiting += rate }
      busy += probability * Double(min(state, servers))
      queue += probability * Double(max(0, state - servers))
    }
    admittedRate = requests - refused
    refusalProbability = requests > 0 ? refused / requests : 0
    waitProbability = admittedRate > 0 ? waiting / admittedRate : 0
    meanQueueLength = queue
    meanNumber = queue + busy
    utilisation = busy / Double(servers)
  }
}
