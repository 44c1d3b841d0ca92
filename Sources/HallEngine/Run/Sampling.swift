// SPDX-License-Identifier: Apache-2.0

/// Instants at which a running replication is looked at, and what is noted there.
///
/// Looking is the last thing that happens at an instant, and changes nothing: no random number, no
/// fingerprint and no count of events depends on it.
package struct Sampling: Sendable, Hashable {
  /// What is noted.
  package enum Notes: Sendable, Hashable {
    /// The integral of the number of cases inside, for the search of a warm-up.
    case inside
    /// All tallies, so that each stretch between two instants has a result of its own.
    case tallies
  }

  /// The instants in microseconds, above 0 and ascending; those after the end of a run are not
  /// reached.
  package var instants: [Int64]
  /// What is noted.
  package var notes: Notes

  /// Creates settings.
  package init(instants: [Int64], notes: Notes) {
    self.instants = instants
    self.notes = notes
  }
}

extension ReplicationState {
  /// The place of a look in an event's key, which for the end of the warm-up is 0.
  static var sampleNode: Int { 1 }

  /// Schedules the next look, if there is one.
  mutating func scheduleSample() {
    guard let sampling = settings.sampling, samplesTaken < sampling.instants.count else { return }
    // After the end of a warm-up at the same instant.
    schedule(
      sampling.instants[samplesTaken], .statistics, priority: 1, slot: EventKey.noSlot,
      node: Self.sampleNode)
  }

  /// Notes what is asked for.
  @inline(never)
  mutating func takeSample() {
    guard let sampling = settings.sampling else { return }
    events &-= 1
    samplesTaken += 1
    insideArea += Int128(inside) * Int128(now - insideSince)
    insideSince = now
    switch sampling.notes {
    case .inside: insideAreas.append(insideArea)
    case .tallies: snapshots.append(makeSnapshot())
    }
    scheduleSample()
  }

  /// The tallies so far; the largest queue is that since the last look.
  private mutating func makeSnapshot() -> ReplicationResult {
    var results: [PoolResult] = []
    for index in 0..<pools.count {
      accrue(index)
      flush(index)
      results.append(poolResult(index))
      pools[index].pointee.queueMaximum = pools[index].pointee.waiting
    }
    var endedByOutcome: [Int] = []
    for outcome in 0..<ended.count { endedByOutcome.append(ended[outcome].pointee) }
    var snapshot = ReplicationResult.refused([])
    snapshot.stop = .horizon
    snapshot.end = now
    snapshot.start = snapshots.last?.end ?? windowStart
    snapshot.events = events
    snapshot.fingerprint = fingerprint
    snapshot.created = created
    snapshot.ended = endedByOutcome
    snapshot.inside = inside
    snapshot.insideMaximum = insideMaximum
    snapshot.insideArea = insideArea
    snapshot.pools = results
    snapshot.scenarios = (0..<tallies.count).map { scenarioResult($0) }
    addDisturbances(to: &snapshot)
    return snapshot
  }
}
