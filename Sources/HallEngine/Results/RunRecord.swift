// SPDX-License-Identifier: Apache-2.0

/// Everything that happened in a replication, the warm-up included.
package struct RunRecord: Sendable, Hashable {
  /// A change of the servers of a pool on duty.
  package struct DutyChange: Sendable, Hashable {
    /// The instant.
    package var time: Int64
    /// The index of the pool.
    package var pool: Int
    /// The number of servers on duty from then on, open windows of a reserve included.
    package var onDuty: Int64
    /// Whether the pool is open from then on.
    package var isOpen: Bool
  }

  /// The beginning or the end of an outage.
  package struct OutageChange: Sendable, Hashable {
    /// The instant.
    package var time: Int64
    /// The index of the outage.
    package var outage: Int
    /// Whether it lasts from then on.
    package var isDown: Bool
  }

  /// Cases that came together; their numbers follow one another.
  package struct Batch: Sendable, Hashable {
    /// The index of the stream.
    package var stream: UInt16
    /// The number of the first case, which has the token of all until they go on one by one.
    package var first: UInt32
    /// The number of cases.
    package var count: UInt32
  }

  /// A stretch of a service that may be interrupted.
  package struct Stretch: Sendable, Hashable {
    /// The row of the visit, which lasts from its first start to its last end.
    package var visit: Int
    /// Whether it goes on with what was interrupted.
    package var goesOn: Bool
    /// When the token joined, or was interrupted.
    package var since: Int64
    /// When service began or went on.
    package var started: Int64
    /// When it ended or was interrupted, or is to end.
    package var ended: Int64
  }

  /// Every visit, in the order in which tokens entered nodes.
  package var visits: RowList<Visit>
  /// Every case: those that ended in the order in which they did, then those inside.
  package var cases: RowList<RecordedCase>
  /// The stretches of services that may be interrupted, in the order in which they began.
  package var stretches: [Stretch]
  /// The batches, in the order in which they came.
  package var batches: [Batch]
  /// The changes of servers on duty, in order; the first of each pool is at 0.
  package var dutyChanges: [DutyChange]
  /// The beginnings and ends of outages, in order.
  package var outageChanges: [OutageChange]
  /// The days on which the hall stayed closed, by number from the start.
  package var closedDays: [Int]
  /// When the run ended.
  package var end: Int64

  /// The visits that were served, in the order in which service began; of equals, by entry.
  ///
  /// A service that may be interrupted is there once for each of its stretches, as if its token had
  /// joined anew when it was interrupted.
  ///
  /// - Complexity: O(n log n).
  package var services: [Visit] {
    let cut = Set(stretches.map(\.visit))
    var rows: [Visit] = []
    for row in 0..<visits.count where visits[row].course == .served && !cut.contains(row) {
      rows.append(visits[row])
    }
    for stretch in stretches {
      var visit = visits[stretch.visit]
      (visit.enabled, visit.started, visit.ended) = (stretch.since, stretch.started, stretch.ended)
      rows.append(visit)
    }
    let order = rows.indices.sorted { (rows[$0].started, $0) < (rows[$1].started, $1) }
    return order.map { rows[$0] }
  }
}
