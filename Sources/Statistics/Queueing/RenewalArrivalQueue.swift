// SPDX-License-Identifier: Apache-2.0

/// The queue GI/M/c in its steady state: independent times between arrivals of any law, exponential
/// service, `c` equal servers, first come first served.
///
/// Source: Takács, Introduction to the Theory of Queues (1962), chapter 2; Gross, Shortle, Thompson
/// and Harris, Fundamentals of Queueing Theory, 4th edition (2008), section 5.3. Who has to wait
/// waits an exponential time with the rate `cμ (1 - σ)`, where `σ` is the root below one of
/// `σ = A(cμ (1 - σ))` and `A` is the transform of the times between arrivals.
package struct RenewalArrivalQueue: Hashable, Sendable {
  /// The load and its arrival rate.
  package let load: OfferedLoad

  /// The number of servers.
  package let servers: Int

  /// The root `σ`, the ratio by which the numbers found at arrivals fall.
  package let root: Double

  /// The chance that an arrival has to wait.
  package let waitProbability: Double

  /// Creates the queue.
  ///
  /// - Throws: `parameterOutOfRange` for a rate, a law or a number of servers outside its range;
  ///   `unstable` unless the load is below the servers; `noConvergence` where it is so close that
  ///   the root is not found in a million steps.
  /// - Complexity: O(servers), and the steps to the root grow as one over what is left of the load.
  package init(
    interval: RenewalInterval, serviceRate: Double, servers: Int
  ) throws(StatisticsError) {
    try interval.validate()
    load = try OfferedLoad(arrivalRate: 1 / interval.mean, meanService: 1 / serviceRate)
    try load.validateStable(servers: servers)
    self.servers = servers
    let full = Double(servers) * serviceRate
    // The transform is convex, so that repeated substitution climbs to the least root.
    var root = 0.0
    for step in 0... {
      let next = interval.transform(full * (1 - root))
      let isLast = next - root <= 1e-16
      root = max(root, next)
      if isLast { break }
      guard step < 1_000_000 else {
        throw StatisticsError(
          .noConvergence, "a load of \(load.erlangs) is too close to \(servers) servers for GI/M/c")
      }
    }
    self.root = root
    var sum = 1 / (1 - root)
    var coefficient = 1.0
    var product = 1.0
    for busy in 1...servers {
      let passed = interval.transform(Double(busy) * serviceRate)
      product *= passed / (1 - passed)
      coefficient *= Double(servers - busy + 1) / Double(busy)
      sum +=
        coefficient / (product * (1 - passed))
        * Self.slope(interval, serviceRate, servers: servers, root: root, busy: Double(busy))
    }
    waitProbability = 1 / (sum * (1 - root))
  }

  /// The mean wait of all arrivals.
  package var meanWait: Double { waitProbability / excessRate }

  /// The mean number that waits.
  package var meanQueueLength: Double { load.arrivalRate * meanWait }

  /// The share of time each server is busy.
  package var utilisation: Double { load.erlangs / Double(servers) }

  /// Returns the chance of a wait above `time`; one below zero.
  package func waitTail(beyond time: Double) -> Double {
    time < 0 ? 1 : waitProbability * Elementary.exp(-excessRate * time)
  }

  /// The rate at which a wait of someone who has to wait ends.
  private var excessRate: Double { Double(servers) / load.meanService * (1 - root) }

  /// Returns `(c (1 - A(kμ)) - k) / (c (1 - σ) - k)` of Takács's sum.
  ///
  /// Both vanish together where `k` is `c (1 - σ)`; there the mean of the two sides is taken, which
  /// is off by the square of the distance.
  private static func slope(
    _ interval: RenewalInterval, _ serviceRate: Double, servers: Int, root: Double, busy: Double
  ) -> Double {
    let count = Double(servers)
    func ratio(_ k: Double) -> Double {
      (count * (1 - interval.transform(k * serviceRate)) - k) / (count * (1 - root) - k)
    }
    let isNear = (count * (1 - root) - busy).magnitude < 1e-5
    return isNear ? (ratio(busy - 1e-4) + ratio(busy + 1e-4)) / 2 : ratio(busy)
  }
}
