// SPDX-License-Identifier: Apache-2.0

/// A day of M(t)/M/c(t): arrivals and open windows change by the hour, and no steady state is
/// assumed.
///
/// The Kolmogorov forward equations on a truncated number of customers are solved by
/// uniformisation (Jensen, Skandinavisk Aktuarietidskrift 36 (1953) 87; Grassmann, Computers and
/// Operations Research 4 (1977) 47), exact up to rounding for rates that are constant within a
/// segment. The truncation is widened until fewer than 1e-9 of all arrivals are cut off.
/// Where fewer servers are at work than customers are in service, the surplus goes back to the
/// queue; for exponential service that loses nothing but the place. At a closing they may be served
/// to the end instead, see ``Segment/finishesWork``.
package struct TimeVaryingQueue: Hashable, Sendable {
  /// A part of the day with constant rates.
  package struct Segment: Hashable, Sendable {
    /// How long it lasts, above zero.
    package let duration: Double

    /// Arrivals per unit of time, zero or more.
    package let arrivalRate: Double

    /// The servers at work, zero or more.
    package let servers: Int

    /// Whether those in service at the beginning are served to the end and leave, as at a closing;
    /// only without servers.
    ///
    /// They are out of all figures but the overtime from then on, so that the segment should last
    /// longer than any service.
    package let finishesWork: Bool

    /// Creates a segment.
    package init(
      duration: Double, arrivalRate: Double, servers: Int, finishesWork: Bool = false
    ) {
      self.duration = duration
      self.arrivalRate = arrivalRate
      self.servers = servers
      self.finishesWork = finishesWork
    }
  }

  /// The state of the queue at one time.
  package struct Point: Hashable, Sendable {
    /// The time since the start of the day.
    package let time: Double

    /// The mean number that waits or is served.
    package let meanNumber: Double

    /// The mean number that waits.
    package let meanQueueLength: Double

    /// The chance that someone who arrives now has to wait.
    package let waitProbability: Double

    /// The mean wait of someone who arrives now if the servers stayed as they are; nil while none
    /// is at work.
    package let meanVirtualWait: Double?
  }

  /// The state at the start and after each step; at a change of servers, seen with those before.
  package let points: [Point]

  /// The expected number of arrivals over the day.
  package let expectedArrivals: Double

  /// The expected time all customers of the day together spend waiting.
  package let totalWait: Double

  /// The mean wait of the day's customers, those who stood at the door at the start included.
  ///
  /// Total waiting time over customers; exact when hardly anyone is left at the end, too low by
  /// what `expectedLeftOver` still has to wait otherwise. Zero when no one comes.
  package let meanWait: Double

  /// The mean number still there at the end.
  package let expectedLeftOver: Double

  /// The expected time all servers together work on after closings.
  package let expectedOvertime: Double

  /// The number of customers at which the state space was cut.
  package let capacity: Int

  /// Solves a day.
  ///
  /// `step` is the spacing of ``points``; it does not change the accuracy. `initialNumber` are
  /// there when the day starts.
  ///
  /// - Throws: `parameterOutOfRange` for an empty day or a parameter outside its range;
  ///   `noConvergence` where the state space or the number of steps becomes too large.
  /// - Complexity: O(Σ duration · (λ + cμ) · capacity)
  package init(
    segments: [Segment], serviceRate: Double, step: Double, initialNumber: Int = 0
  ) throws(StatisticsError) {
    try Self.validate(segments, serviceRate, step, initialNumber)
    expectedArrivals = segments.reduce(0) { $0 + $1.arrivalRate * $1.duration }
    let customers = expectedArrivals + Double(initialNumber)
    let mostServers = segments.reduce(0) { max($0, $1.servers) }
    var capacity = max(mostServers, initialNumber) + 32
    while true {
      let cost = segments.reduce(0) { sum, segment in
        let jumps = segment.arrivalRate + Double(segment.servers) * serviceRate
        return sum + segment.duration * jumps * Double(capacity)
      }
      guard capacity <= 65_536, cost < 2e9 else {
        throw StatisticsError(
          .noConvergence, "the day needs more than \(capacity) states or too many steps")
      }
      var solver = ForwardEquations(capacity: capacity, initialNumber: initialNumber)
      let points = solver.run(segments, serviceRate: serviceRate, step: step)
      guard solver.refused <= 1e-9 * customers else {
        capacity *= 2
        continue
      }
      self.points = points
      self.capacity = capacity
      totalWait = solver.queueIntegral
      meanWait = customers > 0 ? solver.queueIntegral / customers : 0
      expectedLeftOver = points.last?.meanNumber ?? 0
      expectedOvertime = solver.overtime
      return
    }
  }

  private static func validate(
    _ segments: [Segment], _ serviceRate: Double, _ step: Double, _ initialNumber: Int
  ) throws(StatisticsError) {
    guard !segments.isEmpty else { throw .outOfRange("a day needs at least one segment") }
    guard serviceRate > 0, serviceRate.isFinite else {
      throw .outOfRange("the service rate must be above zero, not \(serviceRate)")
    }
    guard initialNumber >= 0, initialNumber <= 10_000 else {
      throw .outOfRange("the number at the start must be 0 to 10000, not \(initialNumber)")
    }
    for segment in segments {
      guard segment.duration > 0, segment.duration.isFinite, segment.arrivalRate >= 0,
        segment.arrivalRate.isFinite, segment.servers >= 0, segment.servers <= 10_000
      else {
        throw .outOfRange(
          "a segment needs a duration above zero, a rate of zero or more and 0 to 10000 servers")
      }
      guard !segment.finishesWork || segment.servers == 0 else {
        throw .outOfRange(
          "work is finished at a closing, not where \(segment.servers) servers stay")
      }
    }
    let total = segments.reduce(0) { $0 + $1.duration }
    guard step > 0, total / step <= 1e6 else {
      throw .outOfRange("the step must be above zero and at least a millionth of the day")
    }
  }
}
