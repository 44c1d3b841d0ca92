// SPDX-License-Identifier: Apache-2.0

/// What keeps the hall from working, or a part of it, at instants that each replication draws anew.
///
/// The draws depend on seed, replication and the key of the disturbance only, so that two plans with
/// the same disturbances meet the same closed days and outages.
package struct PlanDisturbances: Sendable, Hashable {
  /// Days on which the whole hall stays closed.
  ///
  /// A closed day begins no arrival, has no server of a pool with ``PlanPool/closedCapacity``, no
  /// round and no opening of a schedule that ``OpenSchedule/closes``, and appointments for it move
  /// to the next working day that is open. The working clock goes on.
  package struct Closure: Sendable, Hashable {
    /// The probability that a closure begins on a day, by day index; 0 on days that are not worked.
    package var startProbability: [Double]
    /// The weight of each length: entry k is that of k + 1 working days in a row.
    package var lengths: [Double]
    /// The key of the random stream, a ``StreamKey/hash(_:)``.
    package var streamKey: UInt64

    /// Creates a closure.
    package init(startProbability: [Double], lengths: [Double], streamKey: UInt64) {
      self.startProbability = startProbability
      self.lengths = lengths
      self.streamKey = streamKey
    }
  }

  /// Stretches of time in which the nodes that name the outage start nothing.
  ///
  /// Outages begin as a Poisson process in working time, at given instants, or both, and last an
  /// elapsed time; those that overlap are one. What has begun is finished. The bit of an outage in ``PlanNode/stoppedBy`` is
  /// its index.
  package struct Outage: Sendable, Hashable {
    /// The expected number of outages that begin on a day, by day index; 0 on days that are not
    /// worked.
    package var expectedPerDay: [Double]
    /// Instants in microseconds at which one begins besides, sorted.
    package var instants: [Int64]
    /// How long one lasts, in microseconds.
    package var time: Sampler
    /// The key of the random stream, a ``StreamKey/hash(_:)``.
    package var streamKey: UInt64

    /// Creates an outage.
    package init(
      expectedPerDay: [Double] = [], instants: [Int64] = [], time: Sampler, streamKey: UInt64
    ) {
      self.expectedPerDay = expectedPerDay
      self.instants = instants
      self.time = time
      self.streamKey = streamKey
    }
  }

  /// The closures.
  package var closures: [Closure]
  /// The outages, at most ``maximumOutages``.
  package var outages: [Outage]
  /// The number of day 0 in a count of days that is the same for all plans; closures draw by it, so
  /// that a later start of the study moves none.
  package var firstDay: Int

  /// The largest number of outages.
  package static let maximumOutages = 64

  /// Creates disturbances.
  package init(closures: [Closure], outages: [Outage], firstDay: Int = 0) {
    self.closures = closures
    self.outages = outages
    self.firstDay = firstDay
  }
}
