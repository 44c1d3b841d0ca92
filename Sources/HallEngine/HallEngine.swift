// SPDX-License-Identifier: Apache-2.0

/// The discrete-event engine of guohu.
///
/// ## Topics
///
/// - ``EnginePlan``: what is simulated, as numbers; names stay with the caller.
/// - ``Replication``: which run of it: seed, warm-up, horizon, limits.
/// - ``Replication/run(_:)``: one replication, a pure function of plan and settings.
/// - ``ReplicationResult``: tallies, invariants and the reason of the stop.
package enum HallEngine {
  /// The number of microseconds in a second.
  package static let second: Int64 = 1_000_000
  /// The number of microseconds in a minute.
  package static let minute: Int64 = 60 * second
  /// The number of microseconds in an hour.
  package static let hour: Int64 = 60 * minute
  /// The number of microseconds in a civil day (local time has no leap seconds and no summer time).
  package static let day: Int64 = 24 * hour
  /// The instant that never comes.
  package static let never = Int64.max
  /// The last instant the clock can show: 2^57 - 1 µs, about 4,566 years after the start.
  ///
  /// An event that would lie later never happens: its token stays where it is.
  package static let lastInstant: Int64 = (1 << 57) - 1
}
